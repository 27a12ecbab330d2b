import { useNavigate } from 'react-router'
import { call } from '#client/http.ts'
import { useAction } from '#dashboard/app/useAction.ts'
import { paths } from '#dashboard/shared/paths.ts'
import { builds, type Build } from '#platform/builds/contract.ts'

/** Builds the same source again, and goes to the new build. */
export function useRetry(app: string, build: Build) {
  const navigate = useNavigate()
  const { url, version, version_description } = build.source_blob
  return useAction({
    run: () =>
      call(builds.create, {
        params: { app },
        body: { source_blob: { url, version, version_description }, ...(build.buildpacks && { buildpacks: build.buildpacks }) },
      }),
    failed: 'It was not built again',
    done: ({ id }) => void navigate(paths.build(app, id)),
  })
}
