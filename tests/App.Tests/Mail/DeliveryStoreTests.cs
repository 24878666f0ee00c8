using App.Tests.Fixtures;
using Azure.Data.Tables;
using CsCheck;
using FunctionsApp.City;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace App.Tests.Mail;

/// <summary>A letter's row under any order of deliveries, ends, crashes and nights, in any hour of the day.</summary>
public sealed class DeliveryStoreTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 15, 0, 0, TimeSpan.Zero);

    private enum Step
    {
        /// <summary>The queue brings it, for the first time or again, also while another delivery is under way.</summary>
        Begin,

        Leave,
        End,

        /// <summary>The server refused it, or it could not be written.</summary>
        TakeBack,

        /// <summary>The process that has it ends.</summary>
        Crash,

        Hours,
        Weeks,

        /// <summary>What is not remembered any more is removed.</summary>
        Night,
    }

    private static readonly Gen<(Step Kind, int Which)[]> Steps =
        Gen.Select(Gen.Enum<Step>(), Gen.Int[0, 3]).Array[1, 30];

    [Fact]
    public Task Letter_UnderAnyOrder_IsNeverTakenForSentBeforeItLeft() => Steps.SampleAsync(
        async steps =>
        {
            var world = new World();
            foreach (var (kind, which) in steps)
            {
                if (!await world.StepAsync(kind, which)) Assert.True(world.HasLeft, "It never left, and is not delivered any more.");
            }

            // Whatever happened: the next delivery sends it, where it has not left.
            var isSkipped = !await world.StepAsync(Step.Begin, 0);
            Assert.True(!isSkipped || world.HasLeft);
        },
        iter: 500, threads: 1);

    [Fact]
    public Task Letter_OneDeliveryAfterAnother_IsSentOnceAndForgottenInTheEnd() => Steps.SampleAsync(
        async steps =>
        {
            var world = new World();
            foreach (var (kind, which) in steps.Where(step => step.Kind != Step.Crash))
            {
                // One at a time, and what left is noted.
                if (kind == Step.Begin && world.IsUnderWay) continue;
                var known = world.IsRemembered;
                Assert.Equal(!known || kind != Step.Begin, await world.StepAsync(kind, which));
            }

            if (world.IsUnderWay) return;
            await world.StepAsync(Step.Weeks, 12);
            await world.StepAsync(Step.Weeks, 1);
            await world.StepAsync(Step.Night, 0);
            Assert.Empty(await world.RowsAsync());
        },
        iter: 500, threads: 1);

    private sealed class World
    {
        private readonly MemoryTables tables = new();
        private readonly FakeTimeProvider time = new(Start);
        private readonly List<(LetterUnderWay Letter, bool HasLeft)> underWay = [];
        private readonly DeliveryStore store;
        private readonly DeleteSent nights;
        private DateOnly? remembered;

        public World()
        {
            var days = new SentDayStore(tables);
            store = new DeliveryStore(tables, days, time);
            nights = new DeleteSent(days, new RememberedDays(Options.Create(new MailOptions()), time));
        }

        public bool HasLeft { get; private set; }

        public bool IsUnderWay => underWay.Count > 0;

        /// <summary>A night forgets it once its last day is no day of the log.</summary>
        public bool IsRemembered => remembered is not null;

        public ValueTask<List<TableEntity>> RowsAsync() => tables[Topology.DeliveriesTable].QueryAsync<TableEntity>().ToListAsync();

        private DateOnly Today => BeijingTime.Day(time.GetUtcNow());

        /// <returns>False: a delivery was told that the letter went out.</returns>
        public async Task<bool> StepAsync(Step kind, int which)
        {
            var cancellation = TestContext.Current.CancellationToken;
            var at = underWay.Count == 0 ? -1 : which % underWay.Count;
            switch (kind)
            {
                case Step.Begin:
                    var again = DeliverBatchTests.Letter(1) with { Id = "a", SentOn = null };
                    if (await store.BeginAsync(again, cancellation) is not { } letter)
                    {
                        remembered = Today;
                        return false;
                    }

                    underWay.Add((letter, false));
                    break;
                case Step.Leave when at >= 0:
                    underWay[at] = underWay[at] with { HasLeft = true };
                    HasLeft = true;
                    break;
                case Step.End when at >= 0 && underWay[at].HasLeft:
                    await store.EndAsync(underWay[at].Letter, cancellation);
                    remembered = underWay[at].Letter.Day;
                    underWay.RemoveAt(at);
                    break;
                case Step.TakeBack when at >= 0 && !underWay[at].HasLeft:
                    await store.TakeBackAsync(underWay[at].Letter);
                    underWay.RemoveAt(at);
                    break;
                case Step.Crash when at >= 0:
                    underWay.RemoveAt(at);
                    break;
                case Step.Hours:
                    time.Advance(TimeSpan.FromHours(7 * which));
                    break;
                case Step.Weeks:
                    // A delivery under way takes no weeks.
                    if (at < 0) time.Advance(TimeSpan.FromDays(7 * which));
                    break;
                case Step.Night:
                    await nights.RunAsync(cancellation);
                    if (remembered < Today.AddDays(-new MailOptions { From = "" }.LogDays)) (remembered, HasLeft) = (null, false);
                    break;
            }

            return true;
        }
    }
}
