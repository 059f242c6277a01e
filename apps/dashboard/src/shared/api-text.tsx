/** Words of the API, which are English in every language of the page: a screen reader has to know (WCAG 3.1.2). */
export function ApiText({ children }: { children: string }) {
  return <span lang="en">{children}</span>;
}
