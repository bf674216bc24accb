import { createDesk } from './desk.ts';
import type { DeskAnswer, DeskQuestion } from './remote-desk.ts';

/** The desk in a thread of its own, so that computing a large board never stops scrolling or typing. */
const desk = createDesk();

const answer = (question: DeskQuestion): DeskAnswer => {
  const { call } = question;
  try {
    if (call === 'open') return { number: question.number, computed: desk.open(question.source) };
    return { number: question.number, computed: desk.update(question.deskId, question.update) };
  } catch (error) {
    return { number: question.number, failure: error instanceof Error ? error.message : String(error) };
  }
};

self.addEventListener('message', ({ data }: MessageEvent<DeskQuestion>) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker and its page have no origin to name
  self.postMessage(answer(data));
});
