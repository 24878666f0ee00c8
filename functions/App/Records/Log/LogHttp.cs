using System.Globalization;
using System.Text;
using FunctionsApp.Applications;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Reviews;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Records.Log;

/// <summary>What the page of the log shows.</summary>
/// <param name="Key">Null where the log has none.</param>
/// <param name="Note">The newest checkpoint; null before the first.</param>
public sealed record LogShown(NoteVerifier? Key, DateOnly? Day, string? Note);

/// <summary>The log of records, as anyone may read it: hashes and signed roots. Addresses: C2SP tlog-tiles, under /api/records.</summary>
public sealed class LogHttp(
    LogStore log, FindProof proofs, AggregateStore store, IEnumerable<StateCheck> checks, IOptions<LogOptions> options, SitePages pages)
{
    private const string Text = "text/plain; charset=utf-8";
    private const string Tile = "application/octet-stream";

    /// <summary>GET /records. 200.</summary>
    [Function("Records_Page")]
    [Access(Audience.Anyone)]
    [Operation("Shows the log of records, and how a record is verified", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "records")] HttpRequest request, CancellationToken cancellation)
    {
        var day = (await log.ReadAsync(cancellation)).Day;
        var note = day is { } last ? await log.FindCheckpointAsync(last, cancellation) : null;
        return pages.Show<LogPage, LogShown>(request, new LogShown(options.Value.Signer()?.Verifier, day, note));
    }

    /// <summary>GET /api/records/checkpoint. 200 the newest · 404 before the first.</summary>
    [Function("Records_Checkpoint")]
    [Access(Audience.Anyone)]
    [Operation("Reads the newest signed root of the log", ResponseMedia = "text/plain", Problems = ["not-found"])]
    public async Task<IResult> CheckpointAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/records/checkpoint")] HttpRequest request,
        CancellationToken cancellation) =>
        await NoteAsync((await log.ReadAsync(cancellation)).Day, cancellation);

    /// <summary>GET /api/records/checkpoints/{day}. 200 · 404 for a day without one.</summary>
    [Function("Records_CheckpointOfDay")]
    [Access(Audience.Anyone)]
    [Operation("Reads the signed root of a day", ResponseMedia = "text/plain", Problems = ["not-found"])]
    public async Task<IResult> CheckpointOfDayAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/records/checkpoints/{day}")] HttpRequest request,
        string day, CancellationToken cancellation) =>
        await NoteAsync(
            DateOnly.TryParseExact(day, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var of) ? of : null, cancellation);

    /// <summary>GET /api/records/key. 200 the key that verifies checkpoints · 404 where none are made.</summary>
    [Function("Records_Key")]
    [Access(Audience.Anyone)]
    [Operation("Reads the key that verifies the log's roots", ResponseMedia = "text/plain", Problems = ["not-found"])]
    public IResult ReadKey(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/records/key")] HttpRequest request) =>
        Plain(options.Value.Signer() is { } signer ? $"{signer.Verifier.Text}\n" : throw PlatformProblems.NotFound.With());

    /// <summary>GET /api/records/tile/{level}/{*place}. 200 hashes · 404.</summary>
    [Function("Records_Tile")]
    [Access(Audience.Anyone)]
    [Operation("Reads a tile of the log's hashes", ResponseMedia = Tile, Problems = ["not-found"])]
    public async Task<IResult> TileAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/records/tile/{level}/{*place}")] HttpRequest request,
        string level, string place, CancellationToken cancellation)
    {
        // A name that no tile has reads nothing else of the container.
        var tile = LogTile.Parse($"tile/{level}/{Uri.UnescapeDataString(place)}");
        var hashes = tile is null ? null : await log.FindTileAsync(tile, cancellation);
        return new Representation(hashes ?? throw PlatformProblems.NotFound.With(), Tile);
    }

    /// <summary>GET /api/applications/{id}/proof. 200 · 404 until the first checkpoint after its first fact.</summary>
    [Function("Records_Proof")]
    [Access(Audience.SignedIn, Needs = [Right.Record])]
    [Operation("Proves by the newest signed root how far an application's record was recorded", ResponseMedia = "text/plain",
        Problems = ["not-found"])]
    public async Task<IResult> ProveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/applications/{id}/proof")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var record = (await store.ReadRecordAsync(id, request.Caller(), checks, cancellation, Right.Record)).Record;
        var proof = await proofs.RunAsync(Topology.ApplicationsTable, id, record.Facts.Count, cancellation);
        return Plain((proof ?? throw PlatformProblems.NotFound.With()).Text);
    }

    private async Task<IResult> NoteAsync(DateOnly? day, CancellationToken cancellation) =>
        Plain((day is { } of ? await log.FindCheckpointAsync(of, cancellation) : null) ?? throw PlatformProblems.NotFound.With());

    private static Representation Plain(string text) => new(Encoding.UTF8.GetBytes(text), Text);
}
