/// The third schema: what a person answered of late is found without reading what everybody did.
enum SchemaV3 {
  static let sql = "CREATE INDEX response_of_person ON response(person, at);"
}
