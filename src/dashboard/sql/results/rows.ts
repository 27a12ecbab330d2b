import { useQuery } from '@tanstack/react-query'

export interface GridColumn {
  readonly name: string
  readonly type: string
  readonly numeric: boolean
}

/** Each value as PostgreSQL writes it; null for NULL. */
export type GridCells = readonly (string | null)[]

/** Where the rows come from that are not here yet. */
export interface Further {
  /** Names the result: no two have the same. */
  readonly id: string
  readonly rows: (from: number, count: number) => Promise<readonly GridCells[]>
}

const PAGE = 200

/** A row of a result: undefined until it is there, null when it is no longer kept. */
export function useRow(
  index: number | null,
  rows: readonly GridCells[],
  further: Further | undefined,
): GridCells | null | undefined {
  const page = Math.floor((index ?? 0) / PAGE)
  const here = index === null ? undefined : rows[index]
  const { data, error } = useQuery({
    queryKey: ['rows of a result', further?.id, page],
    queryFn: () => further?.rows(page * PAGE, PAGE) ?? [],
    enabled: index !== null && here === undefined && further !== undefined,
    retry: false,
  })
  if (index === null) return undefined
  return here ?? (error ? null : data?.[index - page * PAGE])
}
