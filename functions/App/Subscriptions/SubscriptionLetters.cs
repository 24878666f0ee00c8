using FunctionsApp.Alerts;
using FunctionsApp.City;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Programmes;
using FunctionsApp.Subscriptions.Digests;
using FunctionsApp.Warnings;

namespace FunctionsApp.Subscriptions;

/// <summary>Writes to subscribers. A letter's id is of what it is about and of the subscription: what is sent twice arrives once.</summary>
public sealed class SubscriptionLetters(SubscriptionLinks links, ProgrammeCatalogue catalogue, PublicAddress address)
{
    /// <summary>Asks the address to confirm.</summary>
    public Letter Confirm(Subscription subscription) => To(
        subscription, $"subscription-confirm.{subscription.Id}.{subscription.Letters}", "subscription-confirm") with
    {
        Callback = links.Confirm(subscription),
    };

    /// <summary>For an address that someone subscribes although it is subscribed: at most one a day.</summary>
    public Letter Exists(Subscription subscription, DateTimeOffset now) => To(
        subscription, $"subscription-exists.{subscription.Id}.{BeijingTime.Day(now):yyyy-MM-dd}", "subscription-exists") with
    {
        Exit = links.Exit(subscription.Id, subscription.Round, now),
    };

    /// <summary>About a message of a warning; none where the subscriber does not want it.</summary>
    public Letter? About(WarningBulletin warning, SubscriberLine line)
    {
        if (!warning.IsFor(line.Warnings, line.Exercises)) return null;
        return To(line, warning.Id, "subscriber-warning", warning.Sent, new()
        {
            ["change"] = SubscriptionTexts.Change(warning).In(line.Language),
            ["headline"] = warning.Headline.In(line.Language),
            ["event"] = warning.Event.In(line.Language),
            ["sector"] = Sectors.NameOf(warning.Sector).In(line.Language),
            ["expires"] = BeijingTime.Text(warning.Expires),
            ["scheme"] = warning.Scheme.In(line.Language),
            ["page"] = $"{address.PageOf($"warnings/{warning.WarningId}")}",
        });
    }

    /// <summary>
    /// About each item of an alert, to those of its sector's subscribers who want each; about a warning the message itself is sent, or
    /// nothing. Without those to whom another list brings the item.
    /// </summary>
    public IEnumerable<LettersAbout> About(Alert alert, IEnumerable<SubscriberLine> lines)
    {
        var immediate = lines.Where(line => line.Alerts == AlertFrequency.Immediate).ToList();
        return alert.Items.Where(item => !item.IsOfWarning)
            .SelectMany(item => About(item, ChooseList.OfSector(alert.Sector), alert.Sector, alert.At, immediate));
    }

    /// <summary>About an item of a programme, to those who want its deadlines.</summary>
    /// <param name="sector">Of an alert that has the item.</param>
    /// <param name="at">Of that alert.</param>
    public IEnumerable<LettersAbout> AboutDeadline(
        AlertItem item, string programme, string sector, DateTimeOffset at, IEnumerable<SubscriberLine> lines) =>
        About(item, ChooseList.OfProgramme(programme), sector, at, lines);

    /// <remarks>
    /// Where no list is sure to bring it, each that has the subscriber does, in a batch for this letter alone: the broker drops the second
    /// one, and after a day the rows of all lists show that it went out.
    /// </remarks>
    private IEnumerable<LettersAbout> About(
        AlertItem item, string list, string sector, DateTimeOffset at, IEnumerable<SubscriberLine> lines)
    {
        var sure = new List<Letter>();
        foreach (var line in lines)
        {
            var by = ChooseList.Of(item, line);
            if (by == list) sure.Add(About(item, sector, at, line));
            else if (by is null) yield return new(item.Id, [About(item, sector, at, line)]) { Also = ChooseList.MattersOf(item) };
        }

        yield return new(ChooseList.MatterOf(item, list), sure) { Also = [item.Id] };
    }

    private Letter About(AlertItem item, string sector, DateTimeOffset at, SubscriberLine line)
    {
        var (title, text) = (item.Title.In(line.Language), item.Text?.In(line.Language));
        return To(line, item.Id, "subscriber-item", at, new()
        {
            ["title"] = title,
            ["text"] = text is null ? title : $"{title}\n\n{text}",
            ["page"] = $"{PageOf(item, sector)}",
        });
    }

    /// <summary>All that is new; none where that is nothing.</summary>
    public Letter? Digest(DigestPage page, DigestLine line, IReadOnlyList<SectorNews> news)
    {
        if (news.Count == 0) return null;
        var (language, day) = (line.Language, BeijingTime.Day(page.Until));
        var parts = news.Select(sector => string.Join('\n',
            sector.Items.Select(item => $"- {item.Title.In(language)}\n  {PageOf(item, sector.Sector)}")
                .Prepend(Sectors.NameOf(sector.Sector).In(language))));
        return new($"{page.About}.{line.Id}.{line.Round}", "subscriber-digest", null, line.Address, language,
            new Dictionary<string, string> { ["day"] = $"{day:yyyy-MM-dd}", ["news"] = string.Join("\n\n", parts) })
        {
            Exit = links.Exit(line.Id, line.Round, page.Until), SentOn = day,
        };
    }

    private Uri PageOf(AlertItem item, string sector) => address.PageOf(item.LinkIn(sector));

    private Letter To(SubscriberLine line, string about, string template, DateTimeOffset at, Dictionary<string, string> values) =>
        new($"{about}.{line.Id}.{line.Round}", template, null, line.Address, line.Language, values)
        {
            Exit = links.Exit(line.Id, line.Round, at), SentOn = BeijingTime.Day(at),
        };

    private Letter To(Subscription subscription, string id, string template)
    {
        var (choice, language) = (subscription.Choice, subscription.Choice.Language);
        return new(id, template, null, subscription.Address!, language, new Dictionary<string, string>
        {
            ["choice"] = string.Join('\n', SubscriptionTexts.Lines(choice, catalogue.Names).Select(line =>
                $"{line.Name.In(language)}{language.Colon()}{line.Value.In(language)}")),
        });
    }
}
