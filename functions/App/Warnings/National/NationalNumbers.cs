using FunctionsApp.Platform.Storage;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Warnings.National;

/// <summary>Gives each message its national identifier: the first one from its second on that no other message has.</summary>
public sealed class NationalNumbers(AggregateStore store, Lists lists, IOptions<WarningOptions> options)
{
    private const string Actor = nameof(NationalNumbers);

    /// <summary>Safe to run twice, at once, and after a crash: a message that has one keeps it.</summary>
    public async Task ClaimAsync(IReadOnlyList<WarningMessage> messages, CancellationToken cancellation)
    {
        if (messages.Count == 0) return;
        var known = await ReadAsync(messages[0].WarningId, cancellation);
        foreach (var message in messages.Where(message => !known.ContainsKey(message.Number))) await ClaimAsync(message, cancellation);
    }

    /// <summary>The identifiers of a warning's messages by their numbers.</summary>
    public async Task<IReadOnlyDictionary<int, NationalIdentifier>> ReadAsync(string warningId, CancellationToken cancellation)
    {
        var page = await lists.ReadPageAsync(ClaimedIdentifier.OfWarning, warningId, null, AddMessage.MaxMessages, cancellation);
        return page.Items.ToDictionary(claimed => claimed.Message, claimed => NationalIdentifier.Find(claimed.Id)!);
    }

    private async Task ClaimAsync(WarningMessage message, CancellationToken cancellation)
    {
        for (var tried = 0; ; tried++)
        {
            var second = message.Sent.AddSeconds(tried / NationalIdentifier.MaxSequence);
            var id = new NationalIdentifier(options.Value.NationalUnit, second, tried % NationalIdentifier.MaxSequence).ToString();
            var claimed = (await store.PutAsync(
                ClaimedIdentifier.Kind, id, current => ClaimedIdentifier.Claim(current, id, message, Actor), cancellation)).State;
            if ((claimed.Warning, claimed.Message) == (message.WarningId, message.Number)) return;
        }
    }
}
