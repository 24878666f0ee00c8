using System.Text.Json.Serialization;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes.Fields;

namespace FunctionsApp.Applications;

/// <summary>How far one field of the form is.</summary>
/// <param name="Complete">It may be submitted as it is; also where it needs no answer.</param>
/// <param name="ToCorrect">A return names it, and it has not been changed since.</param>
public sealed record FieldState(string Key, bool Complete, bool ToCorrect = false)
{
    /// <summary>The other answers make that it is not asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Unasked { get; init; }
}

/// <summary>What is in an application's form; the answers themselves are kept beside.</summary>
/// <param name="Sha256">Digest of the answers, see <see cref="Answers.Digest"/>.</param>
/// <param name="Fields">All that can be answered, in the order of the form.</param>
/// <param name="Salt">
/// Of that digest, 128 random bits, hex: facts keep the digest for long, and few answers could be guessed by it. Erased with them; null
/// also where an earlier version of the app drafted.
/// </param>
/// <param name="SavedAt">When the answers last changed, UTC; null while nothing is answered.</param>
public sealed record FormState(
    string Sha256, IReadOnlyList<FieldState> Fields, DateTimeOffset? SavedAt = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), ErasedWith(ErasureStep.Personal)] string? Salt = null)
{
    /// <param name="salt">Of the application.</param>
    public static FormState Of(IReadOnlyList<Field> form, CheckedForm given, string? salt)
    {
        var faulty = given.Faults.Select(fault => fault.Field).ToHashSet();
        return new FormState(given.Answers.Digest(salt),
        [
            .. form.Where(field => field is not CalculatedField).Select(field =>
                new FieldState(field.Key, !faulty.Contains(field.Key)) { Unasked = given.Unasked.Contains(field.Key) }),
        ])
        {
            Salt = salt,
        };
    }

    /// <summary>Keys of the fields that need more before the application can be submitted.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Incomplete => [.. Fields.Where(one => !one.Complete).Select(one => one.Key)];

    /// <summary>Complete, and each field that a return names was changed.</summary>
    internal bool IsDone => Fields.All(one => one is { Complete: true, ToCorrect: false });

    public FieldState? Field(string key) => Fields.FirstOrDefault(field => field.Key == key);

    /// <summary>With these fields to correct, where they are asked; the others are not.</summary>
    internal FormState Asking(IReadOnlyCollection<string> keys) =>
        this with { Fields = [.. Fields.Select(field => field with { ToCorrect = !field.Unasked && keys.Contains(field.Key) })] };
}
