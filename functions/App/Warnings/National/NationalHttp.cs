using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Warnings.National;

/// <summary>Reads messages of warnings in the national form.</summary>
public sealed class NationalHttp(AggregateStore store, NationalNumbers numbers)
{
    /// <summary>GET /api/warnings/{id}/national. 200 message n, by default the newest · 304 · 404, also before it was announced.</summary>
    [Function("Warnings_National")]
    [Access(Audience.Anyone)]
    [Operation("Reads a message of a warning in the form of GB/T 35965.1-2018", ResponseMedia = NationalDocument.MediaType,
        Query = ["message"], Headers = ["If-Modified-Since", "If-Unmodified-Since"])]
    public async Task<IResult> ReadAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/warnings/{id}/national")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        var (warning, messages, _) = (await store.GetWarningStateAsync(id, cancellation)).State;
        WarningHttp.RequireVisible(request, warning);
        var number = WarningHttp.Number(request.Query["message"], messages.Count);
        var message = messages.FirstOrDefault(message => message.Number == number) ?? throw PlatformProblems.NotFound.With();
        var known = await numbers.ReadAsync(id, cancellation);
        // Until the topic has the message it has no identifier, and the form names all before it.
        var named = Enumerable.Range(1, number).Select(each => known.GetValueOrDefault(each)).OfType<NationalIdentifier>().ToList();
        if (named.Count < number) throw PlatformProblems.NotFound.With();
        var document = NationalDocument.Write(NationalForm.Of(message, named[^1], named[..^1]));
        return new Representation(document, $"{NationalDocument.MediaType}; charset=utf-8") { Changed = message.Sent };
    }
}
