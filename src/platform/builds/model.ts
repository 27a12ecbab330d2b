import type { Row } from '#kernel/table.ts'
import type { BuildInput, Runtime, SourceTree } from './types.ts'

/** An uploaded archive, as what was read from it; null until it is uploaded. */
export interface Source extends Row {
  readonly tree: SourceTree | null
  readonly createdAt: number
}

export interface Build extends Row {
  readonly appId: string
  readonly sourceId: string
  readonly userId: string
  /** As the client named its source. */
  readonly url: string
  readonly checksum: string | null
  readonly commit: string | null
  readonly commitDescription: string | null
  readonly status: 'pending' | 'succeeded' | 'failed'
  readonly createdAt: number
  readonly updatedAt: number
  /** What the plan follows from, with the source's tree: the output is worked out again whenever someone reads it. */
  readonly input: Omit<BuildInput, 'tree'>
  readonly buildpacks: readonly { readonly name: string; readonly url: string }[]
  readonly stack: string
  /** Cut short here (ms since the build began) by a cancel; null otherwise. */
  readonly cancelledAfter: number | null
  readonly slugId: string | null
  readonly releaseId: string | null
}

/** What a build leaves: code ready to run. */
export interface Slug extends Row {
  readonly appId: string
  readonly sourceId: string | null
  readonly processTypes: Readonly<Record<string, string>>
  readonly description: string | null
  readonly size: number | null
  readonly stack: string
  readonly commit: string | null
  readonly commitDescription: string | null
  readonly checksum: string | null
  /** How it behaves when it runs; null for a slug that was created by hand. */
  readonly runtime: Runtime | null
  readonly createdAt: number
}
