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
        }) with
        {
            SentOn = BeijingTime.Day(warning.Sent),
        };
    }

    /// <summary>About each item of an alert that the subscriber wants; about a warning the message itself is sent, or nothing.</summary>
    public IEnumerable<Letter> About(Alert alert, SubscriberLine line)
    {
        if (line.Alerts != AlertFrequency.Immediate) yield break;
        foreach (var item in alert.Items)
        {
            if (!item.IsOfWarning) yield return About(item, alert.Sector, alert.At, line);
        }
    }

    /// <summary>
    /// About an item of a programme whose deadlines the subscriber wants: the letter that whoever wants each item of the sector gets, too.
    /// </summary>
    public Letter AboutDeadline(AlertItem item, string sector, SubscriberLine line) => About(item, sector, item.At, line);

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
            Exit = links.Exit(line.Id, line.Round, at),
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
