"""What the formulas of a sheet give once it is filled, so that it can be read without a program.

Only the part of OpenFormula that our templates use: see `_FUNCTIONS`. An empty cell counts as
nothing in a sum and as empty text beside words, as in every spreadsheet.

Source: Open Document Format 1.3, part 4 (OpenFormula).
"""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from macros.documents.outline import CellValue, Formula, Sheet

Value = str | float | bool | date | None
_PIECE = re.compile(
    r'(?P<words>"(?:[^"]|"")*")|\{(?P<name>[a-z0-9-]+)(?P<whole>:?)\}|<>|<=|>=|\^|='
)
_SIGNS = {"<>": "!=", "^": "**", "=": "=="}
"""As Python writes them; `&` binds there as it does in a spreadsheet."""
_EPOCH = date(1899, 12, 30)
"""Day 0 of spreadsheets."""


class CalculationError(ValueError):
    """A formula asks for something that is not known here, or that cannot be reckoned."""


def calculated(sheet: Sheet, today: date) -> Sheet:
    """The sheet with the result of each formula: what it holds is what it shows.

    Args:
        sheet: Filled; its formulas stand in its columns and parameters.
        today: What `TODAY()` gives.

    Raises:
        CalculationError: With the formula that cannot be reckoned.
    """
    at_work = _Calculation(sheet, today)
    parameters = tuple(
        replace(one, value=at_work.with_result(one.value, None)) for one in sheet.parameters
    )
    columns = sheet.columns
    rows = tuple(
        tuple(
            at_work.with_result(column.formula, number) if column.formula else cell
            for column, cell in zip(columns, row, strict=True)
        )
        for number, row in enumerate(sheet.rows)
    )
    return replace(sheet, parameters=parameters, rows=rows, calculated=True)


@dataclass
class _Calculation:
    sheet: Sheet
    today: date
    _known: dict[tuple[str, int | None], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._columns = {column.id: place for place, column in enumerate(self.sheet.columns)}
        self._parameters = {one.id: one for one in self.sheet.parameters}

    def with_result(self, content: CellValue, row: int | None) -> CellValue:
        """A formula with what it gives; anything else as it is."""
        if not isinstance(content, Formula):
            return content
        result = self._result(content.text, row)
        if isinstance(result, date):
            result = (result - _EPOCH).days
        if isinstance(result, bool):
            result = float(result)
        return replace(content, result="" if result is None else result)

    def _cell(self, id: str, row: int | None) -> Value:
        """A value by name: of the column, in a row; else of the parameter."""
        key = (id, row if id in self._columns and row is not None else None)
        if key not in self._known:
            self._known[key] = self._found(*key)
        found: Value = self._known[key]
        return found

    def _found(self, id: str, row: int | None) -> Value:
        if row is not None:
            column = self.sheet.columns[self._columns[id]]
            content = column.formula or self.sheet.rows[row][self._columns[id]]
        elif id in self._parameters:
            content = self._parameters[id].value
        else:
            raise CalculationError(f"{id}: no column, no parameter")
        return self._result(content.text, row) if isinstance(content, Formula) else content

    def _result(self, text: str, row: int | None) -> Value:
        names: dict[str, tuple[str, bool]] = {}
        words: list[str] = []

        def spelled(found: re.Match[str]) -> str:
            if found["words"]:
                words.append(found["words"][1:-1].replace('""', '"'))
                return f"_w{len(words) - 1}"
            if found["name"]:
                names[f"_n{len(names)}"] = (found["name"], bool(found["whole"]))
                return f"_n{len(names) - 1}"
            return _SIGNS.get(found[0], found[0])

        code = _PIECE.sub(spelled, text)
        tree = ast.parse(code.strip(), mode="eval").body

        def named(name: str) -> Any:
            if name.startswith("_w"):
                return words[int(name[2:])]
            id, whole = names[name]
            if whole:
                return [self._cell(id, number) for number in range(len(self.sheet.rows))]
            return self._cell(id, row)

        try:
            result: Value = _Reckoner(named, self.today).value(tree)
        except (CalculationError, TypeError, ValueError, ZeroDivisionError) as error:
            raise CalculationError(f"{self.sheet.id}: {text}: {error}") from None
        return result


@dataclass(frozen=True)
class _Reckoner:
    """The value of an expression that Python has read."""

    named: Callable[[str], Any]
    today: date

    def value(self, tree: ast.expr) -> Any:
        match tree:
            case ast.Constant(value):
                return value
            case ast.Name(name):
                return self.named(name)
            case ast.UnaryOp(ast.USub(), operand):
                return _each(operator.neg, _number, self.value(operand))
            case ast.BinOp(left, ast.BitAnd(), right):
                return _text(self.value(left)) + _text(self.value(right))
            case ast.BinOp(left, sign, right) if type(sign) in _RECKONED:
                reckon = _RECKONED[type(sign)]
                return _each(reckon, _number, self.value(left), self.value(right))
            case ast.Compare(left, [sign], [right]):
                compare = _COMPARED[type(sign)]
                return _each(compare, lambda one: one, self.value(left), self.value(right))
            case ast.Call(ast.Name("IF"), [asked, *answers]):
                taken = 0 if _number(self.value(asked)) else 1
                return self.value(answers[taken]) if taken < len(answers) else False
            case ast.Call(ast.Name("TODAY"), []):
                return self.today
            case ast.Call(ast.Name(name), arguments) if name in _FUNCTIONS:
                return _FUNCTIONS[name](*[self.value(one) for one in arguments])
        raise CalculationError(ast.unparse(tree))


def _each(reckon: Callable[..., Any], read: Callable[[Any], Any], *values: Any) -> Any:
    """Reckon with values, or with whole columns, one row after the other."""
    lengths = {len(value) for value in values if isinstance(value, list)}
    if not lengths:
        return reckon(*map(read, values))
    (length,) = lengths
    rows = zip(*(v if isinstance(v, list) else [v] * length for v in values), strict=True)
    return [reckon(*map(read, row)) for row in rows]


def _number(value: Value) -> float:
    match value:
        case None:
            return 0
        case date():
            return (value - _EPOCH).days
        case str():
            raise CalculationError(f"not a number: {value!r}")
    return value


def _text(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "TRUE" if value else "FALSE"
        case float() | int():
            return f"{value:.10g}"
    return str(value)


def _ordered(value: Value, other: Value) -> tuple[Any, Any]:
    """Two values as spreadsheets compare them: numbers before words, case of no weight."""
    if value is None:
        value = "" if isinstance(other, str) else 0
    if other is None:
        other = "" if isinstance(value, str) else 0

    def key(one: Value) -> tuple[int, float | str]:
        return (1, one.casefold()) if isinstance(one, str) else (0, _number(one))

    return key(value), key(other)


def _compared(compare: Callable[[Any, Any], bool]) -> Callable[[Value, Value], bool]:
    return lambda left, right: compare(*_ordered(left, right))


_RECKONED: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
}
_COMPARED: Mapping[type[ast.cmpop], Callable[[Value, Value], bool]] = {
    ast.Eq: _compared(operator.eq),
    ast.NotEq: _compared(operator.ne),
    ast.Lt: _compared(operator.lt),
    ast.LtE: _compared(operator.le),
    ast.Gt: _compared(operator.gt),
    ast.GtE: _compared(operator.ge),
}


def _flat(values: Sequence[Any]) -> Iterator[Value]:
    for value in values:
        yield from value if isinstance(value, list) else [value]


def _numbers(*values: Any) -> list[float]:
    """The numbers among values and columns: words and empty cells do not count."""
    return [_number(one) for one in _flat(values) if one is not None and not isinstance(one, str)]


def _fits(value: Value, wanted: Value) -> bool:
    """Whether a cell answers what COUNTIF looks for: a value, or a sign and a value."""
    signs = {"<>": operator.ne, ">=": operator.ge, "<=": operator.le}
    signs |= {">": operator.gt, "<": operator.lt, "=": operator.eq}
    if isinstance(wanted, str):
        for sign, compare in signs.items():
            if wanted.startswith(sign):
                rest = wanted.removeprefix(sign)
                if not re.fullmatch(r"-?\d+(?:\.\d+)?", rest):
                    return bool(compare(*_ordered(value or "", rest)))
                is_number = value is not None and not isinstance(value, str)
                return compare(_number(value), float(rest)) if is_number else sign == "<>"
    return value is not None and value != "" and operator.eq(*_ordered(value, wanted))


def _count_if(*pairs: Any) -> int:
    columns, wanted = pairs[::2], pairs[1::2]
    rows = zip(*columns, strict=True)
    return sum(all(_fits(*one) for one in zip(row, wanted, strict=True)) for row in rows)


def _sum_if(column: list[Value], wanted: Value, summed: list[Value] | None = None) -> float:
    rows = zip(column, summed or column, strict=True)
    return sum(_numbers([number for cell, number in rows if _fits(cell, wanted)]))


def _sum_product(*columns: Any) -> float:
    """Words in a column of its own count as nothing; reckoned ones are numbers already."""
    read = [[0 if isinstance(one, str) else _number(one) for one in _flat([c])] for c in columns]
    return float(sum(math.prod(row) for row in zip(*read, strict=True)))


def _rounded(value: Value, digits: float = 0) -> float:
    """Halves go away from zero."""
    scale: float = 10 ** int(digits)
    number = _number(value) * scale
    return math.copysign(math.floor(abs(number) + 0.5 + 1e-9), number) / scale


def _rounded_away(value: Value, digits: float = 0) -> float:
    scale: float = 10 ** int(digits)
    number = _number(value)
    return math.copysign(math.ceil(abs(number) * scale - 1e-9), number) / scale


def _rounded_in(value: Value, digits: float = 0) -> float:
    scale: float = 10 ** int(digits)
    number = _number(value)
    return math.copysign(math.floor(abs(number) * scale + 1e-9), number) / scale


def _date(year: float, month: float, day: float) -> date:
    months = int(year) * 12 + int(month) - 1
    return date.fromordinal(date(months // 12, months % 12 + 1, 1).toordinal() + int(day) - 1)


def _month_later(day: Value, months: float) -> date:
    start = _day(day)
    for length in range(start.day, 27, -1):
        try:
            return _date(start.year, start.month + months, 1).replace(day=length)
        except ValueError:
            continue
    return _date(start.year, start.month + months, start.day)


def _day(value: Value) -> date:
    return (
        value
        if isinstance(value, date)
        else date.fromordinal(_EPOCH.toordinal() + int(_number(value)))
    )


def _found(wanted: Value, text: Value) -> float | None:
    place = _text(text).find(_text(wanted))
    return place + 1 if place >= 0 else None


_FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "ABS": lambda value: abs(_number(value)),
    "AND": lambda *values: all(_number(one) for one in values),
    "COUNT": lambda *values: len(_numbers(*values)),
    "COUNTIF": _count_if,
    "COUNTIFS": _count_if,
    "DATE": _date,
    "EDATE": _month_later,
    "FIND": _found,
    "ISNUMBER": lambda value: value is not None and not isinstance(value, str),
    "LEFT": lambda text, count=1: _text(text)[: int(count)],
    "MAX": lambda *values: max(_numbers(*values), default=0),
    "MOD": lambda value, by: _number(value) % _number(by),
    "MONTH": lambda value: _day(value).month,
    "OR": lambda *values: any(_number(one) for one in values),
    "ROUND": _rounded,
    "ROUNDDOWN": _rounded_in,
    "ROUNDUP": _rounded_away,
    "SUM": lambda *values: sum(_numbers(*values)),
    "SUMIF": _sum_if,
    "SUMPRODUCT": _sum_product,
    "YEAR": lambda value: _day(value).year,
}
