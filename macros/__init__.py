"""The guide: its data, its pages and its documents.

The macros plugin calls `define_env` once per build. The hook has left the guide
among the extra variables by then; nothing here knows MkDocs.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from macros.addresses import language_of, page_address
from macros.page_macros import PageMacros, macro_names
from macros.view import View


def define_env(env: Any) -> None:
    """Give the macros to the plugin.

    Args:
        env: The plugin: `env.conf` is the configuration, `env.page` the page at work.
    """

    def macro(name: str) -> Callable[..., str]:
        # Language and address are those of the page at the time of the call.
        @functools.wraps(getattr(PageMacros, name))
        def call(*args: Any, **kwargs: Any) -> str:
            address = page_address(env.page.file.dest_uri)
            # The hook replaces the guide once the documents are written: ask for it now.
            view = View(env.conf.extra["guide"], language_of(address), address)
            result: str = getattr(PageMacros(view), name)(*args, **kwargs)
            return result

        return call

    if env.conf.extra.get("guide") is not None:
        for name in macro_names():
            env.macro(macro(name), name)
