/** @module Composition root of the browser. */
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { PageMisuse } from './parts/page-misuse.ts';
import './style/index.css';

const root = document.getElementById('root');
if (root === null) throw new PageMisuse('no-root', 'index.html has no #root');
createRoot(root).render(<App />);
