import Gallery from '#ui/gallery/Gallery.tsx'
import { paths } from '#dashboard/shared/paths.ts'
import { Link } from '#ui/Link.tsx'
import { ListStates } from './ListStates.tsx'

/** The design system, and the apps list in each of its states. */
export function GalleryPage() {
  return (
    <>
      <Gallery />
      <ListStates />
      <p className="mx-auto max-w-5xl px-4 pb-16 text-muted sm:px-6">
        The lists on the pages of an app can be looked at <Link to={paths.listGallery()}>in each of their states</Link>, too.
      </p>
    </>
  )
}
