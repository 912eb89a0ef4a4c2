import Labeling

@testable import Workbench

extension Sample {
  /// A film with guidelines that use all of Markdown.
  static func guided(_ number: Int) -> Presented { presented(number, build: build(guidelines: filmGuidelines)) }

  private static let filmGuidelines = """
    # Which genre?

    Choose the genre that a friend would name *first* after seeing the film.
    See [the handbook](https://example.org/handbook), and skip when in doubt.

    ## How to decide

    1. Ask what the film wants from you: a laugh, a fright, a held breath, a
       tear. That beats where it takes place.
    2. If two genres are left:
       - take out one of them, and see what stays;
       - a comedy without its jokes is **nothing**.

    > Only the plot counts, never the poster.

    | Genre  | It wants                                            | Films |
    |:-------|:----------------------------------------------------|------:|
    | Comedy | a laugh, even when somebody dies on the way to it   |    12 |
    | Horror | a fright that stays when the light is on again      |     7 |

    ## The hard ones

    - **Documentary** is about real people. What only pretends to be one is what
      it is otherwise, mostly a comedy.
    - **Science fiction** needs a thing that does not exist and could be built.
      Ghosts can't be built.

    <!-- Not decided yet: what of films about films? -->

    ## When the plot is broken

    Markup such as `[music]` or a line like this is no reason to skip:

    ```
    00:01:12 --> 00:01:15   (a door, a long way off)
    ```

    Flag an example without a plot, in the wrong language, or with two films in one.
    """
}
