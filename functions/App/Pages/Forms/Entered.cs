using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace FunctionsApp.Pages.Forms;

/// <summary>What is wrong with one input of a form.</summary>
/// <param name="Input">Its name.</param>
/// <param name="Reason">The message without a name, to be shown with the input's label; null where the message has none.</param>
public sealed record EnteredFault(string Input, LocalizedText Message, LocalizedText? Reason = null);

/// <summary>What the inputs of a form show: what was typed or is stored, and what is wrong with it.</summary>
public sealed record Entered(IReadOnlyDictionary<string, StringValues> Values)
{
    public static readonly Entered Nothing = new(new Dictionary<string, StringValues>());

    public IReadOnlyList<EnteredFault> Faults { get; init; } = [];

    /// <summary>What the page calls its inputs; each input gives its own.</summary>
    public EnteredLabels Labels { get; } = new();

    /// <summary>Why the form was not taken, beside the faults of single inputs.</summary>
    public LocalizedText? Problem { get; init; }

    /// <summary>Whether a form was sent and not taken.</summary>
    public bool IsRefused => Problem is not null || Faults.Count > 0;

    /// <summary>A form that is shown again as it was typed.</summary>
    public static Entered Of(IFormCollection typed) => new(typed.ToDictionary(field => field.Key, field => field.Value));

    /// <summary>A form that was not taken, with everything that was typed.</summary>
    public static Entered Of(IFormCollection typed, ProblemException problem)
    {
        var faults = problem.Errors.Select(error => new EnteredFault(Name(error.Pointer), error.Message, error.Reason)).ToList();
        var (title, detail) = (problem.Type.Title, problem.Detail ?? problem.Type.Remedy);
        return Of(typed) with
        {
            Faults = faults,
            // What each fault says already needs no second place, and of a body and its members a form knows nothing.
            Problem = faults.Count == 0 ? new($"{title.Chinese}：{detail.Chinese}", $"{title.English}: {detail.English}")
                : IsOfTheBody(problem) ? null : title,
        };
    }

    private static bool IsOfTheBody(ProblemException problem) =>
        problem.Type == PlatformProblems.MalformedJson || problem.Type == PlatformProblems.InvalidField;

    /// <summary>Whether the person can mend it in the form; anything else is a page of its own.</summary>
    public static bool CanMend(ProblemException problem) => problem.Type.Status is StatusCodes.Status400BadRequest
        or StatusCodes.Status409Conflict or StatusCodes.Status412PreconditionFailed or StatusCodes.Status413PayloadTooLarge
        or StatusCodes.Status415UnsupportedMediaType or StatusCodes.Status422UnprocessableEntity;

    /// <summary>Empty where nothing was entered.</summary>
    public string Value(string input) => Values.TryGetValue(input, out var value) ? value.ToString() : "";

    public bool Has(string input, string value) => Values.TryGetValue(input, out var values) && values.Contains(value);

    public IEnumerable<LocalizedText> FaultsOf(string input) =>
        Faults.Where(fault => IsOf(fault, input)).Select(fault => fault.Reason ?? fault.Message);

    /// <summary>The id of an input, to which the summary of the faults leads.</summary>
    public static string Id(string input) =>
        $"f-{input.Replace('.', '-').Replace('[', '-').Replace("]", "", StringComparison.Ordinal)}";

    /// <summary>What a reader of the screen hears after the label: ids of the hint and of what is wrong; null for nothing.</summary>
    /// <param name="id">Of the input.</param>
    public static string? Described(string id, bool hasHint, bool isWrong) => (hasHint, isWrong) switch
    {
        (true, true) => $"{id}-hint {id}-error",
        (true, false) => $"{id}-hint",
        (false, true) => $"{id}-error",
        _ => null,
    };

    /// <summary>A fault of one item of a list is shown at the list, one of a text at its input in each language.</summary>
    private static bool IsOf(EnteredFault fault, string input) =>
        fault.Input == input
        || Enum.GetValues<Language>().Any(language => $"{fault.Input}.{language.Tag()}" == input)
        || (fault.Input.StartsWith($"{input}.", StringComparison.Ordinal) && int.TryParse(fault.Input.AsSpan(input.Length + 1), out _));

    private static string Name(string pointer) => Uri.UnescapeDataString(pointer.TrimStart('#').TrimStart('/'))
        .Replace('/', '.').Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
