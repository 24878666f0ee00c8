using FunctionsApp.Applications;
using FunctionsApp.Applications.Retaining;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Retention;

/// <summary>Writes to the drafters of unfinished applications before these are erased.</summary>
/// <remarks>
/// The letter goes first, and the commit sets the day: a crash between them repeats a letter that is delivered once, and the next night
/// sets a later day than the one in it, never an earlier one.
/// </remarks>
public sealed class RemindDrafters(
    Lists lists, AggregateStore store, ProgrammeCatalogue catalogue, StaffDirectory staff, LetterSender letters, RetentionPolicy policy,
    IOptions<RetentionOptions> options, TimeProvider time)
{
    /// <summary>Safe to run twice. A dry run writes to nobody: nothing is erased.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (!options.Value.Erases) return;
        var now = time.GetUtcNow();
        var each = new EachInTurn();
        await foreach (var line in lists.ReadAllAsync(RetentionIndex.Planned, RetentionIndex.All, cancellation))
        {
            if (line is not { Status: ApplicationStatus.Draft, From: null, IsDeleting: false }) continue;
            await each.TryAsync(() => RemindAsync(line.Id, now, cancellation), cancellation);
        }

        each.ThrowFirst();
    }

    private async Task RemindAsync(string id, DateTimeOffset now, CancellationToken cancellation)
    {
        var application = (await store.GetApplicationAsync(id, cancellation)).State;
        if (RemindDrafter.Next(application, policy, options.Value.Notice, now) is not { } reminded) return;
        var letter = DraftLetters.Of(application, catalogue.Of(application), reminded, staff);
        if (letter is not null) await letters.SendAsync(letter, cancellation);
        await store.ChangeApplicationAsync(
            id, current => RemindDrafter.Decide(current, policy, options.Value.Notice, now, letter is not null), cancellation);
    }
}
