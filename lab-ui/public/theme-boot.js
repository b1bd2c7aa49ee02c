/** @module Sets the chosen theme before the first paint; a file of its own because the CSP allows no inline script. */
{
  const chosen = localStorage.getItem('tenantlab.theme');
  if (chosen === 'light' || chosen === 'dark') document.documentElement.dataset.theme = chosen;
}
