using System.Text.Json;

namespace FunctionsApp.Platform;

/// <summary>A member of a body has a value that its converter does not take; the serializer adds the member's path.</summary>
/// <param name="allowed">What is taken, for the caller; nothing of what was sent.</param>
public sealed class UnreadableValueException(LocalizedText allowed) : JsonException(allowed.English)
{
    public LocalizedText Allowed => allowed;
}
