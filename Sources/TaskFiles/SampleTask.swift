/// The sample task that new workspaces start with, carried inside the program.
public enum SampleTask {
  public static let name = "genre"

  /// Its files and the themes: paths from the workspace, and their bytes.
  public static let files: [(path: String, bytes: [UInt8])] = [
    ("tasks/genre/task.yaml", PackageResources.genre_task_yaml),
    ("tasks/genre/ui.yaml", PackageResources.genre_ui_yaml),
    ("tasks/genre/taxonomy.yaml", PackageResources.genre_taxonomy_yaml),
    ("tasks/genre/schema.yaml", PackageResources.genre_schema_yaml),
    ("tasks/genre/guidelines.md", PackageResources.genre_guidelines_md),
    ("tasks/genre/examples.jsonl", PackageResources.genre_examples_jsonl),
    ("themes/dark.yaml", PackageResources.theme_dark_yaml),
    ("themes/light.yaml", PackageResources.theme_light_yaml),
  ]
}
