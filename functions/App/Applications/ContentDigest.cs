using System.Globalization;
using FunctionsApp.Platform;
using FunctionsApp.Programmes.Fields;

namespace FunctionsApp.Applications;

/// <summary>Seals what an application says: the title, the amount, each accepted document by type, version and content, and the form.
/// </summary>
/// <remarks>A document that followed by a promise is left out: what was asked before it came stays the same, and nothing replaces it
/// but a return, which ends the promise.</remarks>
public static class ContentDigest
{
    /// <summary>SHA-256, lower-case hex. The same for the same content in any order of slots.</summary>
    public static string Of(Application application) => Of(application, application.Form?.Sha256);

    /// <summary>With other answers in the form.</summary>
    internal static string Of(Application application, Answers answers) => Of(application, answers.Digest(application.Form?.Salt));

    private static string Of(Application application, string? form)
    {
        // A JSON array keeps the fields apart whatever they contain; the amount without trailing zeros: 10 is 10.00.
        var documents = application.Asked.Where(slot => slot is { State: DocumentState.Accepted, Promise: null })
            .OrderBy(slot => slot.Type, StringComparer.Ordinal)
            .SelectMany(slot => new[] { slot.Type, slot.Version.ToString(CultureInfo.InvariantCulture), slot.Sha256 ?? "" });
        string[] content = [application.Subject.Title, application.Subject.Amount.ToString("0.############", CultureInfo.InvariantCulture),
            .. documents, .. form is not null ? new[] { "form", form } : []];
        return AppJson.Digest(content);
    }
}
