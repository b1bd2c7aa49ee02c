/** @module Hands a file to the reader: made on this page, nothing is sent anywhere. */

/**
 * @param name     of the file
 * @param content  what it holds
 */
export function saveFile(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
