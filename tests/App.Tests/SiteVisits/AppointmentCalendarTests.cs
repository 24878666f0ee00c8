using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.SiteVisits;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Microsoft.Extensions.Configuration;

namespace App.Tests.SiteVisits;

public sealed class AppointmentCalendarTests
{
    private static readonly Appointment Offered = new()
    {
        Stage = VisitSample.Stage, Round = 0, Number = 1, Assignment = "a", Officer = "o1", AnswerBy = VisitSample.Begins.AddDays(-3),
        ChangedAt = VisitSample.Begins.AddDays(-7),
        Terms = new AppointmentTerms(
            VisitSample.Begins.ToUniversalTime(), VisitSample.Begins.AddHours(2).ToUniversalTime(), "科苑路 1 号", null, ["x1"], "Papers,\nkeys"),
    };

    [Fact]
    public void Write_Offered_IsOneTentativeEventAtItsTimeAndPlace()
    {
        var read = Read(Offered);

        Assert.Equal(VisitSample.Begins.UtcDateTime, read.Start!.AsUtc);
        Assert.Equal(VisitSample.Begins.AddHours(2).UtcDateTime, read.End!.AsUtc);
        Assert.Equal(("科苑路 1 号", "TENTATIVE", 0), (read.Location, read.Status, read.Sequence));
        Assert.Contains("keys", read.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ChangedAndCancelled_KeepsTheUidAndRaisesTheSequence()
    {
        var cancelled = Read(Offered with { State = AppointmentState.Cancelled, Sequence = 2 });

        Assert.Equal((Read(Offered).Uid, "CANCELLED", 2), (cancelled.Uid, cancelled.Status, cancelled.Sequence));
        Assert.NotEqual(cancelled.Uid, Read(Offered with { Number = 2 }).Uid);
        Assert.NotEqual(cancelled.Uid, Read(Offered with { Round = 1 }).Uid);
    }

    [Fact]
    public void Write_Twice_IsTheSameText() => Assert.Equal(Text(Offered), Text(Offered));

    private static CalendarEvent Read(Appointment appointment) => Assert.Single(Calendar.Load(Text(appointment))!.Events);

    private static string Text(Appointment appointment) => AppointmentCalendar.Write(
        new AppointmentEntry(appointment, "0123456789abcdefghjk", new LocalizedText("现场考察", "Site visit"), "Base", ["Officer", "Expert"]),
        Language.English, new PublicAddress(new ConfigurationBuilder().Build()));
}
