using System.Text.Json;
using Azure.Messaging.ServiceBus;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace FunctionsApp.Warnings;

/// <summary>Where a signal went.</summary>
public sealed record SignalAnswer(string WarningId, string Warning);

/// <summary>Takes signals from people and systems. Each makes one draft, however often it comes; the draft's fact starts the rest.</summary>
public sealed class SignalTriggers(WarningStore store, IOptions<WarningOptions> options, TimeProvider time)
{
    /// <summary>POST /api/signals. 202 a draft exists, Location says where · 400 invalid-field, malformed-json, malformed-xml, unsafe-xml · 413 · 415 · 422 unsupported-cap.</summary>
    [Function("Signals_Post")]
    [Access(Role.Publisher, Role.DepartmentOfficer, Role.DistrictOfficer)]
    [Operation("Reports a signal, as JSON or as OASIS CAP 1.2", Request = typeof(Signal), RequestMedia = ["application/json", CapDocument.MediaType, "application/xml"],
        Response = typeof(SignalAnswer), Success = 202, Problems = ["invalid-field", "malformed-xml", "unsafe-xml", "unsupported-media", "unsupported-cap"])]
    public async Task<IResult> PostAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "signals")] HttpRequest request, CancellationToken cancellation)
    {
        var id = await DraftAsync(await ReadAsync(request, cancellation), request.Caller().Id, cancellation);
        var location = $"/api/warnings/{id}";
        request.HttpContext.Response.Headers.Location = location;
        return Results.Json(new SignalAnswer(id, location), AppJson.Options, statusCode: StatusCodes.Status202Accepted);
    }

    /// <summary>Signals of other systems. One that cannot be read or is over goes to the dead letters, for someone to look at.</summary>
    [Function("Signals_Receive")]
    public async Task ReceiveAsync(
        [ServiceBusTrigger(Topology.Signals, Connection = Topology.ServiceBusConnection)] ServiceBusReceivedMessage message, CancellationToken cancellation)
    {
        var signal = JsonSerializer.Deserialize<Signal>(message.Body, AppJson.Strict) ?? throw new JsonException("The message has no signal.");
        await DraftAsync(signal, "Signals_Receive", cancellation);
    }

    private async Task<string> DraftAsync(Signal signal, string reporter, CancellationToken cancellation)
    {
        signal.Check();
        // A repeated signal is known whatever the time is now.
        if (await store.FindAsync(signal.WarningId, cancellation) is null)
        {
            await store.AddAsync(WarningRules.Draft(signal, reporter, time.GetUtcNow(), options.Value.Publication), cancellation);
        }

        return signal.WarningId;
    }

    private async Task<Signal> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        _ = MediaTypeHeaderValue.TryParse(request.ContentType, out var media);
        return media?.MediaType.Value?.ToLowerInvariant() switch
        {
            "application/json" => await request.ReadJsonAsync<Signal>(cancellation),
            CapDocument.MediaType or "application/xml" or "text/xml" => CapSignal.Read(await BytesAsync(request, cancellation), options.Value.Status),
            _ => throw WarningProblems.UnsupportedMedia.With(),
        };
    }

    private static async Task<ReadOnlyMemory<byte>> BytesAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > CapSignal.MaxBytes) throw PlatformProblems.BodyTooLarge.With();
        using var bounded = new BoundedStream(request.Body, CapSignal.MaxBytes);
        using var buffer = new MemoryStream();
        await bounded.CopyToAsync(buffer, cancellation);
        return buffer.ToArray();
    }
}
