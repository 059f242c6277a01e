declare global {
  /** Where get-nonce looks, which react-remove-scroll under Mantine's dialogs asks. */
  var __webpack_nonce__: string | undefined;
}

/** The nonce of this page: style elements without it are refused by the Content-Security-Policy. */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';

globalThis.__webpack_nonce__ = styleNonce;
