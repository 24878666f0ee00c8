using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace FunctionsApp.Platform.Http;

/// <summary>Reads the form of a page: bounded, always UTF-8, never a file.</summary>
public static class FormBody
{
    /// <summary>Field with which a form proves that the app showed it to the person who sends it.</summary>
    public const string Proof = "proof";

    private const int MaxFields = 200;
    private const int MaxNameCharacters = 100;

    // Of a field, as it is sent: a Chinese character takes nine. The limits in characters are kept by whoever takes the answer.
    private const int MaxValueCharacters = 9 * 20_000;

    /// <summary>Whether a page's form sent it. Multipart, which could bring files, is no form here.</summary>
    public static bool IsForm(this HttpRequest request) =>
        request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The form's fields.</summary>
    /// <param name="fields">So many at most.</param>
    /// <exception cref="ProblemException">form-too-large; form-not-shown: no page of the app showed it to this person.</exception>
    public static async Task<IFormCollection> ReadFormBodyAsync(this HttpRequest request, CancellationToken cancellation,
        int fields = MaxFields)
    {
        // Not by request.ReadFormAsync: its encoding is whatever the sender names.
        using var bounded = new BoundedStream(request.Body, JsonBody.MaxBytes);
        using var reader = new FormReader(bounded, Encoding.UTF8) { ValueCountLimit = fields, KeyLengthLimit = MaxNameCharacters,
            ValueLengthLimit = MaxValueCharacters };
        try
        {
            request.Form = new FormCollection(await reader.ReadFormAsync(cancellation));
        }
        catch (InvalidDataException)
        {
            // The reader throws it when a limit is passed.
            throw PlatformProblems.FormTooLarge.With();
        }

        await RequireShownAsync(request.HttpContext);
        return request.Form;
    }

    private static async Task RequireShownAsync(HttpContext http)
    {
        try
        {
            // It takes the form that was read above.
            await http.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(http);
        }
        catch (AntiforgeryValidationException)
        {
            throw PlatformProblems.FormNotShown.With();
        }
    }
}
