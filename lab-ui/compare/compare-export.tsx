/** @module What of a comparison can be taken away, in the same dialog as on the bench. */
import { type Exportable, ExportTable } from '../export/export-table.tsx';
import { Modal } from '../parts/modal.tsx';

interface CompareExportProps {
  /** Ids of the two runs. */
  readonly a: string;
  readonly b: string;
  readonly items: readonly Exportable[];
  onClose(): void;
}

export function CompareExport({ a, b, items, onClose }: CompareExportProps) {
  const [shortA, shortB] = [a.slice(0, 10), b.slice(0, 10)];
  return (
    <Modal title="Export" onClose={onClose}>
      <p className="quiet">
        {items.length === 0
          ? 'Both runs are being compared still: there is nothing to take away yet.'
          : `A ${shortA} and B ${shortB}, as they stand on the page.`}
      </p>
      {items.length > 0 ? (
        <ExportTable head="Chart, as it stands" items={items} name={(end) => `compare-${shortA}-${shortB}-${end}`} />
      ) : null}
    </Modal>
  );
}
