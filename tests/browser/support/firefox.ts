/** @module A real Firefox, driven over WebDriver BiDi: pages by role and name, and what went wrong on them unasked. */
import puppeteer, { type Browser, type ElementHandle, type KeyInput, type Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { found, type Wanted } from './found.ts';

/** How long an element is waited for where a test says nothing, milliseconds. */
const FOUND_MS = 30_000;

type Name = string | RegExp;

const wanted = (role: string, name: Name): Wanted => ({
  role,
  name: typeof name === 'string' ? name : name.source,
  isPattern: typeof name !== 'string',
});

/** A page of Firefox, as a reader uses it. */
export class FirefoxPage {
  /** Errors, and warnings of the security policy. */
  readonly troubles: string[] = [];
  readonly page: Page;

  /** @param page  a fresh one */
  constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.troubles.push(`error: ${error instanceof Error ? error.message : error}`));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warn') {
        this.troubles.push(`${message.type()}: ${message.text()}`);
      }
    });
  }

  get path(): string {
    return new URL(this.page.url()).pathname;
  }

  /** @returns how many can be seen now */
  count(role: string, name: Name): Promise<number> {
    return this.page.evaluate(`(${found})(${JSON.stringify(wanted(role, name))}).length`) as Promise<number>;
  }

  /** Waits until it can be seen. */
  async waitFor(role: string, name: Name, timeout = FOUND_MS): Promise<void> {
    await expect.poll(() => this.count(role, name), { timeout, message: `${role} ${name}` }).toBeGreaterThan(0);
  }

  /** Waits until it cannot be seen any more. */
  async waitForNo(role: string, name: Name, timeout = FOUND_MS): Promise<void> {
    await expect.poll(() => this.count(role, name), { timeout, message: `no ${role} ${name}` }).toBe(0);
  }

  /** Presses the mouse on the first that is found. */
  async click(role: string, name: Name): Promise<void> {
    await (await this.first(role, name)).click();
  }

  /** Puts the keyboard's focus on the first that is found. */
  async focus(role: string, name: Name): Promise<void> {
    await (await this.first(role, name)).focus();
  }

  /** @returns how many elements have a role in Firefox's own tree for screen readers */
  async rolesOf(role: string): Promise<number> {
    return (await this.page.$$(`::-p-aria([role="${role}"])`)).length;
  }

  /** From now on keeps the text of every file that the page saves. */
  async keepSavedFiles(): Promise<void> {
    await this.page.evaluate(() => {
      const scope = window as Window & { saved?: Promise<string>[] };
      scope.saved = [];
      const create = URL.createObjectURL;
      URL.createObjectURL = (content: Blob) => {
        scope.saved?.push(content.text());
        return create.call(URL, content);
      };
    });
  }

  /** @returns what was saved since */
  savedFiles(): Promise<string[]> {
    return this.page.evaluate(() => Promise.all((window as Window & { saved?: Promise<string>[] }).saved ?? []));
  }

  /** @returns an attribute of the first that is found */
  async attribute(role: string, name: Name, attribute: string): Promise<string | null> {
    const element = await this.first(role, name);
    return element.evaluate((node, of) => node.getAttribute(of), attribute);
  }

  /** @returns the text of the first that is found */
  async text(role: string, name: Name): Promise<string> {
    return (await this.first(role, name)).evaluate((node) => (node.textContent ?? '').replace(/\s+/g, ' '));
  }

  /** @param keys  pressed one after the other */
  async press(...keys: KeyInput[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  private async first(role: string, name: Name): Promise<ElementHandle<HTMLElement>> {
    await this.waitFor(role, name);
    const handle = await this.page.evaluateHandle(`(${found})(${JSON.stringify(wanted(role, name))})[0]`);
    return handle.asElement() as ElementHandle<HTMLElement>;
  }
}

/** A running Firefox. */
export class Firefox {
  private readonly browser: Browser;

  private constructor(browser: Browser) {
    this.browser = browser;
  }

  /** @param executablePath  of Firefox */
  static async launch(executablePath: string): Promise<Firefox> {
    return new Firefox(await puppeteer.launch({ browser: 'firefox', executablePath, headless: true }));
  }

  /** @returns a page of a new visitor */
  async visitor(): Promise<FirefoxPage> {
    const context = await this.browser.createBrowserContext();
    const page = await context.newPage();
    await page.setViewport({ width: 1440, height: 900 });
    return new FirefoxPage(page);
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}
