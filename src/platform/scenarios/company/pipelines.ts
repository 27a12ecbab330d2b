import type { PlatformWorld } from '#platform/world.ts'

const DAY = 86_400_000

/** How the company's code goes to production. */
export function addPipelines(world: PlatformWorld, teamId: string): void {
  const { tables, now } = world
  for (const name of ['fernwood-api', 'fernwood-shop']) {
    const times = { createdAt: now - 20 * DAY, updatedAt: now - 20 * DAY }
    const { id: pipelineId } = tables.pipelines.insert({
      id: world.newId('pipeline'),
      name,
      owner: { type: 'team', id: teamId },
      config: { review: {}, test: {} },
      repository: null,
      ci: false,
      reviews: null,
      ...times,
    })
    for (const [app, stage] of [
      [`${name}-staging`, 'staging'],
      [name, 'production'],
    ] as const) {
      const appId = tables.apps.first('name', app)?.id
      if (appId !== undefined) tables.couplings.insert({ id: world.newId('coupling'), pipelineId, appId, stage, ...times })
    }
  }
}
