// A published file, opened and closed again: a ZIP of parts in XML.

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MILLISECONDS_A_MINUTE = 60_000;

/** @implements {PlmPackage} */
class Package {
  /** @type {Map<string, Document>} */
  #edited = new Map();

  /** @param {PlmParts} files */
  constructor(files) {
    this.files = files;
    const here = Date.now() - new Date().getTimezoneOffset() * MILLISECONDS_A_MINUTE;
    this.today = new Date(here).toISOString().slice(0, 10);
  }

  /** @param {string} name */
  read(name) {
    const text = new TextDecoder().decode(this.files[name]);
    return new DOMParser().parseFromString(text, "application/xml");
  }

  /** @param {string} name */
  edit(name) {
    const part = this.read(name);
    this.#edited.set(name, part);
    return part;
  }

  edited() {
    return Object.fromEntries(
      [...this.#edited].map(([name, part]) => {
        const text = new XMLSerializer().serializeToString(part).replace(/^<\?xml.*?\?>\s*/, "");
        return [name, new TextEncoder().encode(DECLARATION + text)];
      }),
    );
  }
}

globalThis.plmFill = {
  formats: {},
  filled(published, format, checklist) {
    const parts = fflate.unzipSync(new Uint8Array(published));
    const file = new Package(parts);
    plmFill.formats[format](file, checklist);
    return fflate.zipSync({ ...parts, ...file.edited() });
  },
};
