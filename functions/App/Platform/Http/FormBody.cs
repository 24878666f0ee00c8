using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace FunctionsApp.Platform.Http;

/// <summary>Reads the form of a page: bounded, always UTF-8, never a file.</summary>
public static class FormBody
{
    private const int MaxFields = 200;
    private const int MaxNameCharacters = 100;

    // Of a field, as it is sent: a Chinese character takes nine. The limits in characters are kept by whoever takes the answer.
    private const int MaxValueCharacters = 9 * 20_000;

    /// <summary>Whether a page's form sent it. Multipart, which could bring files, is no form here.</summary>
    public static bool IsForm(this HttpRequest request) =>
        request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The form's fields.</summary>
    /// <param name="fields">So many at most.</param>
    /// <exception cref="ProblemException">form-too-large.</exception>
    public static async Task<IFormCollection> ReadFormBodyAsync(this HttpRequest request, CancellationToken cancellation,
        int fields = MaxFields)
    {
        // Not by request.ReadFormAsync: its encoding is whatever the sender names.
        using var bounded = new BoundedStream(request.Body, JsonBody.MaxBytes);
        using var reader = new FormReader(bounded, Encoding.UTF8) { ValueCountLimit = fields, KeyLengthLimit = MaxNameCharacters,
            ValueLengthLimit = MaxValueCharacters };
        try
        {
            return new FormCollection(await reader.ReadFormAsync(cancellation));
        }
        catch (InvalidDataException)
        {
            // The reader throws it when a limit is passed.
            throw PlatformProblems.FormTooLarge.With();
        }
    }
}
