using System.ServiceModel.Syndication;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Warnings;
using Microsoft.Extensions.Configuration;

namespace App.Tests.Warnings;

public class WarningFeedTests
{
    private static readonly PublicAddress Address = new(new ConfigurationBuilder().Build());

    [Fact]
    public void Entry_OfAMessage_HoldsDescriptionAndInstruction()
    {
        var content = Content(Sample.Published().Messages[0]);

        Assert.All(["说明", "Description", "请关注", "Watch"], text => Assert.Contains(text, content));
    }

    /// <summary>A line of a list is one property of a row: 32,000 characters, whatever the texts are.</summary>
    [Fact]
    public void Line_LongestTexts_FitsAndSaysThatItIsCut()
    {
        // The ideographic space is escaped by six characters.
        LocalizedText Long(int length) => new(new string('\u3000', length), new string('"', length));
        var message = Sample.Published().Messages[0] with
        {
            Wording = new Wording(
                Long(Wording.MaxForeign), Long(Wording.MaxForeign), Long(Wording.MaxDescription), Long(Wording.MaxInstruction)),
        };

        var line = Assert.Single(WarningIndex.Lines([message]));

        Assert.InRange(line.Json.Length, 1, 32_000);
        Assert.Contains("…", line.Json);
    }

    private static string Content(WarningMessage message)
    {
        var entry = ListIndex<WarningEntry>.Read(Assert.Single(WarningIndex.Lines([message])).Json);
        var place = new FeedPlace(Address.Of("warnings/feed"), "", Sample.Now);
        var feed = WarningFeed.Make(new Page<WarningEntry>([entry], null), "office", place, Address);
        return ((TextSyndicationContent)feed.Items.Single().Content).Text;
    }
}
