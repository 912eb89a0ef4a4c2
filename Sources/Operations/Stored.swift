import Labeling
import Records

/// JSON that the store keeps, read back.
enum Stored {
  private static let remedy = "scholium doctor looks through the queue; else restore a backup"

  static func object(_ bytes: [UInt8]) throws(StoredDataError) -> JSONObject {
    guard let object = try json(bytes).object else {
      throw StoredDataError(description: "stored data is no JSON object (\(remedy))")
    }
    return object
  }

  static func json(_ utf8: some Collection<UInt8>) throws(StoredDataError) -> JSON {
    do {
      return try JSONParser.parse(utf8)
    } catch {
      throw StoredDataError(description: "stored JSON cannot be read: \(error) (\(remedy))")
    }
  }

  /// An answer as it was stored (`Answer.text`).
  static func answer(_ text: String, under build: Build) throws(StoredDataError) -> Answer {
    do {
      return try Answer(try json(text.utf8), under: build, isComplete: false)
    } catch {
      throw StoredDataError(description: "a stored answer cannot be read: \(error) (\(remedy))")
    }
  }
}

/// Something in the queue that is not what it must be.
public struct StoredDataError: Error, Hashable, CustomStringConvertible {
  public let description: String
}
