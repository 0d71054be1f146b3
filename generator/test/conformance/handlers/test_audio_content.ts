import type { Handlers } from '../generated/contract.js';

const shortestWav = 'UklGRiYAAABXQVZFZm10IBAAAAABAAEAQB8AAAB9AAACABAAZGF0YQIAAAA=';

/** Answers with the shortest WAV sound. */
export const testAudioContent: Handlers['test_audio_content'] = () => [
  { type: 'audio', data: shortestWav, mimeType: 'audio/wav' },
];
