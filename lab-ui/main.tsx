/** @module Composition root of the browser. */
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { trustOwnScripts } from './net/trusted-scripts.ts';
import { PageMisuse } from './parts/page-misuse.ts';
import './style/index.css';

trustOwnScripts(window);
const root = document.getElementById('root');
if (root === null) throw new PageMisuse('no-root', 'index.html has no #root');
createRoot(root).render(<App />);
