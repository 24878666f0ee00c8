using FunctionsApp.Identity;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Warnings.Cap;
using FunctionsApp.Warnings.National;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace FunctionsApp.Warnings;

/// <summary>Where a signal went.</summary>
public sealed record SignalAnswer(string WarningId, string Warning);

/// <summary>Takes signals from people. Each makes one draft, however often it comes; the draft's fact starts the rest.</summary>
public sealed class SignalHttp(AggregateStore store, IOptions<WarningOptions> options, TimeProvider time)
{
    /// <summary>
    /// POST /api/signals. 202 a draft exists, Location says where · 400 invalid-field, malformed-json, malformed-xml, unsafe-xml · 413 ·
    /// 409 signal-differs · 415 · 422 unsupported-cap, invalid-cap, unsupported-national.
    /// </summary>
    [Function("Signals_Post")]
    [Access(Role.Publisher, Role.DepartmentOfficer, Role.DistrictOfficer)]
    [Operation("Reports a signal, as JSON, as OASIS CAP 1.2 or in the form of GB/T 35965.1-2018",
        Request = typeof(Signal), RequestMedia = ["application/json", CapDocument.MediaType, "application/xml", "text/xml"],
        Response = typeof(SignalAnswer), Success = 202,
        Problems =
        [
            "invalid-field", "malformed-xml", "unsafe-xml", "unsupported-media", "unsupported-cap", "invalid-cap", "unsupported-national",
            "signal-differs",
        ])]
    public async Task<IResult> PostAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/signals")] HttpRequest request, CancellationToken cancellation)
    {
        var (signal, arrival) = await ReadAsync(request, cancellation);
        var by = new Acting(request.Caller().Id, time.GetUtcNow(), options.Value.Publication);
        await store.PutAsync(
            WarningAggregate.Kind, signal.WarningId, current => DraftWarning.Decide(current, signal, by, arrival), cancellation);
        var location = $"/api/warnings/{signal.WarningId}";
        return Answer.Accepted(new SignalAnswer(signal.WarningId, location), location);
    }

    private async Task<(Signal, Arrival?)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        _ = MediaTypeHeaderValue.TryParse(request.ContentType, out var media);
        return media?.MediaType.Value?.ToLowerInvariant() switch
        {
            "application/json" => await ReadJsonAsync(),
            { } type when type.EndsWith("+json", StringComparison.Ordinal) => await ReadJsonAsync(),
            _ => Read(await CapBody.ReadAsync(request, cancellation)),
        };

        async Task<(Signal, Arrival?)> ReadJsonAsync() => ((await request.ReadJsonAsync<Signal>(cancellation)).Checked(), null);
    }

    private (Signal, Arrival?) Read(string document)
    {
        var alert = NationalSignal.Is(document)
            ? NationalSignal.Read(document, options.Value.Status)
            : CapSignal.Read(document, options.Value.Status);
        return (alert.Signal, alert.Arrival);
    }
}
