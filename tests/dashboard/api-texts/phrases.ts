import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCodeSchema } from '@trunkline/contracts';
import ts from 'typescript';

const root = join(import.meta.dirname, '../../..');
/** What can say something to a page, but for what is written into conf files. */
const speakers = [
  ...['apps/agent/src', 'apps/api/src'],
  ...['asterisk', 'contracts', 'domain', 'persistence'].map((lib) => `libs/${lib}/src`),
  'libs/config-renderer/src/explain',
];

/** A text that the backend may say, with what stands for each of its places: null for what is known only when it runs. */
export interface Phrase {
  file: string;
  text: (sample: string) => string;
}

/** A whole sentence, or what a rule says of a field. */
const isSentence = (text: string) => /^[A-Z0-9“].* .*[.?!]$/s.test(text);
const isRule = (text: string) => /^(?:must|is|was|has|does|leads to|points to) .*[^.]$/.test(text);

/** The details that the dashboard shows in the words of the API; of others it shows its own (shared/messages.ts). */
export const shownCodes = ['conflict', 'in_use', 'validation_failed', 'not_found'];

/** Every phrase in the sources that may reach a page, but for those in the files `without`. */
export function phrases(without: readonly string[]): Phrase[] {
  const files = speakers.flatMap(sourcesIn);
  return files.filter((file) => !without.some((each) => file.startsWith(each))).flatMap(phrasesIn);
}

function phrasesIn(file: string): Phrase[] {
  const found: Phrase[] = [];
  const visit = (node: ts.Node): void => {
    if (isUnheard(node)) return;
    const text = whatIsSaid(node);
    if (text !== null && (isSentence(text('7')) || isRule(text('7')))) found.push({ file, text });
    ts.forEachChild(node, visit);
  };
  visit(parsed(file));
  return found;
}

function whatIsSaid(node: ts.Node): Phrase['text'] | null {
  if (ts.isStringLiteralLike(node)) return () => node.text;
  if (ts.isTemplateExpression(node)) {
    return (sample) => node.head.text + node.templateSpans.map(({ literal }) => sample + literal.text).join('');
  }
  return null;
}

/** What is read by programmers, in the log or in the description of the API, and what the dashboard says in its own words. */
function isUnheard(node: ts.Node): boolean {
  if (ts.isDecorator(node) || ts.isImportDeclaration(node) || ts.isTypeNode(node)) return true;
  if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) {
    return node.name.text === 'description' || isUnshown(node.name.text);
  }
  if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return false;
  const { expression } = node;
  const first = node.arguments?.[0];
  if (first !== undefined && ts.isStringLiteral(first) && isUnshown(first.text)) return true;
  if (expression.kind === ts.SyntaxKind.SuperKeyword) return true;
  // What is wrong in a conf file is half a sentence of its own.
  if (ts.isIdentifier(expression)) return /^(?:(?:Type|Range)?Error|ConfRefusedError)$/.test(expression.text);
  if (!ts.isPropertyAccessExpression(expression)) return false;
  const on = expression.expression;
  const logger = ts.isPropertyAccessExpression(on) ? on.name.text : ts.isIdentifier(on) ? on.text : '';
  return ['log', 'console'].includes(logger) || ['describe', 'meta'].includes(expression.name.text);
}

const unshownCodes: readonly string[] = errorCodeSchema.options.filter((code) => !shownCodes.includes(code));

function isUnshown(code: string): boolean {
  return unshownCodes.includes(code);
}

/** What is wrong with what should be written into a conf file: where, and why. */
export function confRefusals(): Phrase[] {
  return sourcesIn('libs/config-renderer/src').flatMap((file) => {
    const found: Phrase[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'ConfRefusedError') {
        const [where, why] = (node.arguments ?? []).map(whatIsSaid);
        found.push({ file, text: (sample) => `${where?.(sample) ?? sample} ${why?.(sample) ?? sample}` });
      }
      ts.forEachChild(node, visit);
    };
    visit(parsed(file));
    return found;
  });
}

function sourcesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /(?<!\.spec|\.fixture)\.ts$/.test(name))
    .map((name) => `${folder}/${name}`);
}

function parsed(file: string): ts.SourceFile {
  return ts.createSourceFile(file, sourceOf(file), ts.ScriptTarget.Latest, false);
}

/** A source file. */
export function sourceOf(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}
