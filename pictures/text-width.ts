// How wide a text will be, without a font: the same on every machine.

/** Advance widths of Helvetica, which most sans-serif fonts follow closely, in thousandths, from the space to the tilde. */
const widths = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
  556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
  260, 334, 584,
];

const other = 600;

/** Room for fonts that are wider than Helvetica. */
const allowance = 1.14;

const bold = 1.1;

export type Face = {readonly sizePx: number; readonly isBold?: boolean};

export const textWidth = (text: string, {sizePx, isBold = false}: Face): number => {
  const thousandths = [...text].reduce((sum, character) => sum + (widths[character.charCodeAt(0) - 32] ?? other), 0);

  return (thousandths / 1000) * sizePx * allowance * (isBold ? bold : 1);
};

/** In as few lines as fit, broken where the given pattern says; a longer piece stays whole. */
export const wrapped = (text: string, breaks: RegExp, face: Face, maxPx: number): readonly string[] => {
  const lines: string[] = [];

  for (const piece of text.split(breaks)) {
    const longer = (lines.at(-1) ?? '') + piece;

    if (lines.length > 0 && textWidth(longer.trim(), face) <= maxPx) {
      lines.splice(-1, 1, longer);
    } else {
      lines.push(piece);
    }
  }

  return lines;
};

/** Before a capital that starts a word. */
export const atHumps = /(?<=[a-z0-9])(?=[A-Z])/;

export const atSpaces = /(?<= )/;

export const atSlashes = /(?<= )|(?<=\w\/)(?=\w)/;
