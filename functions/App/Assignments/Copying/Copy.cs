using System.Text.Json.Serialization;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Assignments.Copying;

/// <summary>A matter of which copies were sent, as lists name it.</summary>
/// <param name="Id">Of the matter.</param>
/// <param name="Context">Where it belongs, for example the programme.</param>
public sealed record CopiedMatter(string Id, LocalizedText Title, LocalizedText Context);

/// <summary>A copy for information: no answer is asked for, and it is no assignment.</summary>
/// <param name="Number">1 for the first of a matter.</param>
/// <param name="To">Staff id.</param>
/// <param name="From">User id of the sender.</param>
/// <param name="Note">What the sender wrote; null for nothing.</param>
/// <param name="At">UTC.</param>
public sealed record Copy(
    int Number, string To, string From, [property: ErasedWith(ErasureStep.Content)] string? Note, DateTimeOffset At)
{
    /// <summary>When its reader marked it as read, UTC; null while it is not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ReadAt { get; init; }
}

/// <summary>All copies of one matter.</summary>
/// <param name="Items">By number; one a person.</param>
public sealed record Copies(CopiedMatter Matter, IReadOnlyList<Copy> Items)
{
    /// <summary>The copy of a person; null for none.</summary>
    public Copy? Of(string person) => Items.FirstOrDefault(copy => copy.To == person);
}
