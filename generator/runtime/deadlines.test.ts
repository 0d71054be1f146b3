import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createDeadlines } from './deadlines.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function createRecorder() {
  const told: [name: string, at: number][] = [];
  const start = performance.now();
  const timed = (name: string) => ({ expire: () => void told.push([name, performance.now() - start]) });
  return { told, timed };
}

it('tells each when its own time is up, whatever the duration', () => {
  const deadlines = createDeadlines();
  const { told, timed } = createRecorder();
  deadlines.add(timed('long'), 1000);
  deadlines.add(timed('short'), 100);
  vi.advanceTimersByTime(50);
  deadlines.add(timed('later'), 100);
  vi.advanceTimersByTime(2000);
  expect(told).toEqual([
    ['short', 100],
    ['later', 150],
    ['long', 1000],
  ]);
});

it('never tells who was forgotten, nor anyone before the time', () => {
  const deadlines = createDeadlines();
  const { told, timed } = createRecorder();
  const done = deadlines.add(timed('done'), 100);
  done.clear();
  done.clear();
  // The timer of the first is still set, and fires too early for the second.
  vi.advanceTimersByTime(60);
  deadlines.add(timed('second'), 100);
  vi.advanceTimersByTime(99);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual([['second', 160]]);
});

it('leaves no timer once nobody is left, and starts again', () => {
  const deadlines = createDeadlines();
  const { told, timed } = createRecorder();
  deadlines.add(timed('first'), 100);
  vi.advanceTimersByTime(200);
  expect(vi.getTimerCount()).toBe(0);
  deadlines.add(timed('again'), 100);
  vi.advanceTimersByTime(100);
  expect(told.map(([name]) => name)).toEqual(['first', 'again']);
});

it('may be forgotten in any order', () => {
  const deadlines = createDeadlines();
  const { told, timed } = createRecorder();
  const [first, , third, fourth] = ['1', '2', '3', '4', '5'].map((name) => deadlines.add(timed(name), 100));
  for (const deadline of [third, first, fourth]) deadline?.clear();
  vi.advanceTimersByTime(200);
  expect(told.map(([name]) => name)).toEqual(['2', '5']);
});

it('has one timer for many of the same duration', () => {
  const deadlines = createDeadlines();
  const { timed } = createRecorder();
  for (let index = 0; index < 1000; index++) deadlines.add(timed('one'), 100);
  expect(vi.getTimerCount()).toBe(1);
});
