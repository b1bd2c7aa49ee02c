/** @module Charts as files: one row each, as SVG, as PNG and its table as CSV; the same on every page. */
import type { ChartTable } from '../charts/chart.ts';
import { type ChartTheme, readTheme } from '../marks/theme.ts';
import { csvOf } from '../parts/table-rows.ts';
import { type FilePicture, pngOf, svgOf } from './picture-file.ts';
import { saveFile } from './save-file.ts';

/** A chart that can be taken away. */
export interface Exportable {
  /** Ends the name of the file. */
  readonly id: string;
  readonly title: string;
  readonly table: ChartTable;
  /** @returns the chart as it stands */
  picture(theme: ChartTheme): FilePicture;
}

interface ExportTableProps {
  /** Over the first column: "Chart, at the moment shown". */
  readonly head: string;
  readonly items: readonly Exportable[];
  /** @returns the name of a file, from its end */
  name(ending: string): string;
}

export function ExportTable({ head, items, name }: ExportTableProps) {
  const save = async ({ id, table, picture }: Exportable, kind: Kind): Promise<void> => {
    const file = await fileOf(kind, table, picture);
    if (file !== null) saveFile(name(`${id}.${kind}`), file);
  };
  return (
    <table className="table export-charts">
      <caption className="hidden-words">Charts as files</caption>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col">As</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.id}>
            <th scope="row">{item.title}</th>
            <td>
              {KINDS.map((kind) => (
                <button
                  key={kind}
                  type="button"
                  className="link-button"
                  aria-label={`${item.title} as ${kind.toUpperCase()}`}
                  onClick={() => void save(item, kind)}
                >
                  {kind.toUpperCase()}
                </button>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const KINDS = ['svg', 'png', 'csv'] as const;

type Kind = (typeof KINDS)[number];

async function fileOf(kind: Kind, table: ChartTable, picture: Exportable['picture']): Promise<Blob | null> {
  if (kind === 'csv') return new Blob([csvOf(table)], { type: 'text/csv' });
  const canvas = document.createElement('canvas');
  const drawn = picture(readTheme(document.body));
  if (kind === 'png') return pngOf(drawn, canvas);
  const pen = canvas.getContext('2d');
  const measure = (words: string, font: string): number => {
    if (pen === null) return words.length * 6;
    pen.font = font;
    return pen.measureText(words).width;
  };
  return new Blob([svgOf(drawn, measure)], { type: 'image/svg+xml' });
}
