import type { FreeText, Stretch } from "../api/types";
import { stretchOf } from "./removals";

/** Marks the element whose text content is one free text, whole and nothing else. */
export const FIELD_ATTRIBUTE = "data-free-text";

/** The words that are selected in one of the texts; `null` when there are none, or in two texts. */
export function selectedStretch(texts: readonly FreeText[]): Stretch | null {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  const from = fieldAround(range.startContainer);
  if (!from || from !== fieldAround(range.endContainer)) return null;
  const text = texts.find(({ field }) => field === from.getAttribute(FIELD_ATTRIBUTE));
  if (!text) return null;
  const start = offsetIn(from, range.startContainer, range.startOffset);
  return stretchOf(text.field, text.text, start, start + range.toString().length);
}

function fieldAround(node: Node): Element | null {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest(`[${FIELD_ATTRIBUTE}]`) ?? null;
}

function offsetIn(field: Element, node: Node, offset: number): number {
  const before = document.createRange();
  before.selectNodeContents(field);
  before.setEnd(node, offset);
  return before.toString().length;
}
