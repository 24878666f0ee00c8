namespace FunctionsApp.Platform.Http;

/// <summary>What a person can do about the account that is signed in.</summary>
public enum AccountRemedy
{
    None,
    SignIn,

    /// <summary>Sign in as someone else.</summary>
    Change,
}

/// <summary>One kind of error that a caller can meet, stable by its slug (RFC 9457 <c>type</c>).</summary>
/// <param name="Slug">kebab-case, unique.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Title">The cause, the same for every occurrence.</param>
/// <param name="Remedy">What the caller can do.</param>
public sealed record ProblemType(string Slug, int Status, LocalizedText Title, LocalizedText Remedy)
{
    private const int Shown = 5;

    public AccountRemedy Account { get; init; }

    /// <summary>Why security wants to know of it; null where it is an ordinary mistake.</summary>
    public Refusal? Refusal { get; init; }

    /// <summary>Relative reference; GET it for title and remedy.</summary>
    public string Uri => $"/api/problems/{Slug}";

    /// <summary>An occurrence to throw.</summary>
    public ProblemException With(LocalizedText? detail = null, IReadOnlyDictionary<string, object?>? extensions = null) =>
        new(this, detail, extensions);

    /// <summary>An occurrence with all faults of a body; the detail has the first of them.</summary>
    public ProblemException With(IReadOnlyList<MemberFault> errors) => new(this, Detail(errors), null) { Errors = errors };

    /// <summary>An occurrence with a detail in both languages.</summary>
    public ProblemException With(string chinese, string english) => new(this, new LocalizedText(chinese, english), null);

    private static LocalizedText Detail(IReadOnlyList<MemberFault> errors)
    {
        var (first, more) = (errors.Take(Shown).Select(error => error.Message).ToList(), Math.Max(0, errors.Count - Shown));
        return new(
            string.Join("；", first.Select(text => text.Chinese)) + (more > 0 ? $"；另有 {more} 处，见 errors" : ""),
            string.Join("; ", first.Select(text => text.English)) + (more > 0 ? $"; and {more} more, see errors" : ""));
    }
}

/// <summary>Stops a request with a problem; the middleware answers it as application/problem+json in the caller's language.</summary>
public sealed class ProblemException(ProblemType type, LocalizedText? detail, IReadOnlyDictionary<string, object?>? extensions)
    : Exception($"{type.Slug}: {detail?.English ?? type.Title.English}")
{
    public ProblemType Type => type;

    /// <summary>The type's, unless this occurrence is another one, such as a missing right that is answered as not-found.</summary>
    public Refusal? Refusal { get; init; } = type.Refusal;

    public LocalizedText? Detail => detail;

    /// <summary>Each fault of the body, for the member <c>errors</c>.</summary>
    public IReadOnlyList<MemberFault> Errors { get; init; } = [];

    /// <summary>The same occurrence with the faults that the detail already tells.</summary>
    public ProblemException Naming(IReadOnlyList<MemberFault> errors) => new(type, detail, extensions) { Errors = errors };

    /// <summary>Extra members of the answer, camelCase names.</summary>
    public IReadOnlyDictionary<string, object?> Extensions => extensions ?? new Dictionary<string, object?>();
}
