/** What the scripts of the checklists share. The first of them, by name, makes it. */

/** What a reader answered to one item, and when. */
interface PlmAnswer {
  state: "" | "done" | "not-needed";
  note: string;
  owner: string;
  /** A day as `2027-06-15`, or nothing. */
  due: string;
  /** Where the evidence is kept. */
  evidence: string;
  /** A moment as `2027-06-15T10:20:30.000Z`. */
  changed: string;
}

type PlmAnswers = ReadonlyMap<string, PlmAnswer>;

/** A checklist of the page with its answers. It sends `change` whenever they are others. */
interface PlmChecklist extends EventTarget {
  readonly root: HTMLElement;
  readonly id: string;
  /** The short name of the guide. */
  readonly guide: string;
  /** The items of the page by id. */
  readonly items: ReadonlyMap<string, HTMLElement>;
  /** All answers, those to items that this version no longer has included. */
  readonly answers: PlmAnswers;
  /** The answer to an item: a blank one if there is none. */
  answer(id: string): PlmAnswer;
  /** Change a part of the answer to an item, now. */
  write(id: string, change: Partial<Omit<PlmAnswer, "changed">>): void;
  /**
   * Take the answers that are newer than those here, and say how many, or which. Throws
   * `PlmRefusal`, and takes none, if there would be too many.
   */
  take(answers: PlmAnswers): { taken: number; older: number; unknown: string[] };
  /** Drop every answer. */
  forget(): void;
  /** All answers as text, the same for the same answers. */
  written(): string;
  /** The answers in a text of unknown origin. Throws `PlmRefusal` if it has anything wrong. */
  read(text: string): PlmAnswers;
  /** Items done, not needed and needed. */
  counts(): { done: number; spared: number; needed: number };
  /** A sentence of the page, its places filled. */
  say(word: string, places?: Record<string, string | number>): string;
  /** Say in the page, also to who listens, how an action ended. */
  tell(message: string): void;
  /** Give the reader a file, and say so. */
  give(content: Blob, name: string, word: string): void;
  /** The element that the page has under a selector, inside this checklist. */
  find<T extends Element>(selector: string, type: new () => T): T;
}

/** Why a text is not taken: the word of the page that says it. */
interface PlmRefusal extends Error {
  readonly word: string;
  readonly places: Record<string, string>;
}

/** Files of a ZIP by name. */
type PlmParts = Record<string, Uint8Array>;

/** A published file while it is filled. */
interface PlmPackage {
  /** A part of it, only to read. */
  read(name: string): Document;
  /** A part of it, to change in place. */
  edit(name: string): Document;
  /** The day of the filling, as `2027-06-15`. */
  readonly today: string;
}

declare var plmChecklists: {
  readonly all: PlmChecklist[];
  readonly Refusal: new (word: string, places?: Record<string, string>) => PlmRefusal;
};

/** What fills the published files, once a reader has asked for one. */
declare var plmFill: {
  /** What writes the answers, by format. */
  readonly formats: Record<string, (file: PlmPackage, checklist: PlmChecklist) => void>;
  /** The file as published, with the answers in it. */
  filled(
    published: ArrayBuffer,
    format: string,
    checklist: PlmChecklist,
  ): Uint8Array<ArrayBuffer>;
};

/** The ZIP library, that comes with it. */
declare var fflate: {
  unzipSync(file: Uint8Array): PlmParts;
  zipSync(parts: PlmParts): Uint8Array<ArrayBuffer>;
};
