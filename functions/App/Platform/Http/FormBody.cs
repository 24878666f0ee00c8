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

    /// <summary>Bytes of a form that is still read, to be shown again; it is taken up to <see cref="JsonBody.MaxBytes"/>.</summary>
    public const int ReadableBytes = 4 * JsonBody.MaxBytes;

    private const int MaxFields = 200;
    private const int MaxNameCharacters = 100;

    // Of a field. The limits in characters are kept by whoever takes the answer.
    private const int MaxValueCharacters = 20_000;

    /// <summary>Whether a page's form sent it. Multipart, which could bring files, is no form here.</summary>
    public static bool IsForm(this HttpRequest request) =>
        request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The form's fields; too long ones, too, so that the page can show them again.</summary>
    /// <param name="fields">So many at most.</param>
    /// <exception cref="ProblemException">form-too-large: it is not read at all; form-not-shown: no page of the app showed it to this
    /// person.</exception>
    public static async Task<IFormCollection> ReadFormBodyAsync(this HttpRequest request, CancellationToken cancellation,
        int fields = MaxFields)
    {
        // Not by request.ReadFormAsync: its encoding is whatever the sender names.
        using var bounded = new BoundedStream(request.Body, ReadableBytes, PlatformProblems.FormTooLarge);
        using var reader = new FormReader(bounded, Encoding.UTF8) { ValueCountLimit = fields, KeyLengthLimit = MaxNameCharacters,
            ValueLengthLimit = ReadableBytes };
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

    /// <summary>The same for a form whose other fields are not read yet.</summary>
    /// <exception cref="ProblemException">form-not-shown.</exception>
    internal static Task RequireShownAsync(HttpRequest request, string proof)
    {
        request.Form = new FormCollection(new Dictionary<string, Microsoft.Extensions.Primitives.StringValues> { [Proof] = proof });
        return RequireShownAsync(request.HttpContext);
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

    /// <summary>What was typed is short enough to be taken.</summary>
    /// <exception cref="ProblemException">form-too-large.</exception>
    public static void RequireWithin(this IFormCollection form)
    {
        if (form.Sum(field => field.Key.Length + field.Value.Sum(value => Encoding.UTF8.GetByteCount(value ?? ""))) > JsonBody.MaxBytes)
        {
            throw PlatformProblems.FormTooLarge.With();
        }

        if (form.Any(field => field.Value.Any(value => value?.Length > MaxValueCharacters)))
        {
            throw PlatformProblems.FormTooLarge.With(
                $"每栏最多 {MaxValueCharacters} 个字符", $"A field may have at most {MaxValueCharacters} characters");
        }
    }
}
