import { clientError, languageError, warning } from '../message.js';

/** The texts that people and models read. */
export const textCodes = {
  'text/title-length': languageError(
    {
      summary: 'A title is 1 to 60 characters.',
      why: 'Directories reject tools without a title, and clients cut longer ones.',
      fix: 'Write 1 to 60 characters, not only spaces.',
      protects: ['Claude', 'ChatGPT'],
    },
    (a: { length: number; most: number }) => `This title has ${a.length} characters; it takes 1 to 60.`,
  ),
  'text/description-length': languageError(
    {
      summary: 'A description is 1 to 299 characters.',
      why: 'ChatGPT refuses an operation whose description has 300 or more.',
      fix: "Write 1 to 299 characters; more for MCP goes into 'modelDescription'.",
      protects: ['ChatGPT'],
    },
    (a: { length: number; most: number }) => `This description has ${a.length} characters; it takes 1 to 299.`,
  ),
  'text/model-description-length': warning(
    {
      summary: 'A modelDescription of more than 1024 characters.',
      why: 'Every character of it is in front of the model in every conversation, and some clients cut at 1024.',
      fix: 'Keep what helps to choose and call the tool; move the rest to the descriptions of its properties.',
      protects: ['Claude'],
    },
    (a: { length: number }) => `This modelDescription has ${a.length} characters; the advice is at most 1024.`,
  ),
  'text/vague-description': warning({
    summary: 'A description of under 20 characters, or one that only repeats the name or title.',
    why: 'A model chooses a tool by its description.',
    fix: 'Say in a sentence what it does, and when to use it.',
    protects: ['ChatGPT', 'Claude'],
  }),
  'text/property-undescribed': warning(
    {
      summary: 'A property without a description.',
      why: 'A model fills properties by their descriptions; without one it guesses from the name.',
      fix: "Add 'description:' with a few words, to the property or to the schema it refers to.",
      protects: ['ChatGPT', 'Claude'],
    },
    (a: { name: string }) => `The property '${a.name}' has no description.`,
  ),
  'text/property-description-length': clientError(
    {
      summary: "A property's description of more than 700 characters.",
      why: 'ChatGPT refuses descriptions of parameters that are longer.',
      fix: 'Write at most 700 characters.',
      protects: ['ChatGPT'],
    },
    (a: { length: number }) => `This description has ${a.length} characters; ChatGPT takes 700.`,
  ),
  'text/status-length': languageError(
    {
      summary: 'A status text is 1 to 64 characters.',
      why: 'ChatGPT shows it while the tool runs, and refuses longer ones.',
      fix: 'Write 1 to 64 characters.',
      protects: ['ChatGPT'],
    },
    (a: { length: number; most: number }) => `This status text has ${a.length} characters; it takes 1 to 64.`,
  ),
  'text/plugin-length': languageError(
    {
      summary: 'A text of the plugin manifest is empty or too long.',
      why: 'Readers of ai-plugin.json refuse the whole manifest: 20 characters for nameForHuman, 50 for nameForModel, 100 for descriptionForHuman, 8000 for descriptionForModel.',
      fix: 'Shorten it, or remove it: each has a default made from info.',
      protects: ['ChatGPT'],
    },
    (a: { length: number; most: number }) =>
      `This text has ${a.length} characters; the plugin manifest takes 1 to ${a.most}.`,
  ),
  'text/hidden-character': clientError(
    {
      summary: 'A character that people do not see and models read.',
      why: 'Zero-width and tag characters smuggle instructions past a review.',
      fix: 'Delete it.',
      protects: ['ChatGPT', 'Claude'],
    },
    (a: { codePoint: string }) => `The hidden character ${a.codePoint} in a text for models.`,
  ),
  'text/markup': clientError(
    {
      summary: 'A text with HTML-like markup.',
      why: 'Clients show these texts in pages; what looks like a tag vanishes, or does worse.',
      fix: 'Write plain text; say <name> as {name} or as "name".',
      protects: ['ChatGPT', 'Claude'],
    },
    (a: { found: string }) => `'${a.found}' looks like HTML in a text for clients.`,
  ),
  'text/steers-model': warning(
    {
      summary: 'A text that instructs the model about other tools or about its user.',
      why: 'Clients scan for this as prompt injection, and a host may block the server over it.',
      fix: 'Describe what this tool does and returns; leave the choice of tools to the model.',
      protects: ['ChatGPT', 'Claude'],
    },
    (a: { found: string }) => `'${a.found}' instructs the model.`,
  ),
  'text/instruction-url': warning(
    {
      summary: 'A text for models carries a URL.',
      why: 'A model may follow it, and what stands there can change after every review.',
      fix: 'Say what stands there; a link for people belongs into info.termsUrl or the README.',
      protects: ['ChatGPT', 'Claude'],
    },
    (a: { url: string }) => `${a.url} stands in a text for models.`,
  ),
};
