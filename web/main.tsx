import { render } from 'preact';
import { App } from './app.tsx';

const root = document.getElementById('app');
// In a task of its own: reading the script and drawing the page in one would be longer than 50 ms.
if (root) setTimeout(() => render(<App />, root));
