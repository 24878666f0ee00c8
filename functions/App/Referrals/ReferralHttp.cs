using FunctionsApp.Applications;
using FunctionsApp.Applications.Copying;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Stages;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Referrals;

/// <summary>An institution's answer, without the person's name.</summary>
/// <param name="Institution">Its credit code.</param>
/// <param name="Amount">Yuan; null where it is left open.</param>
/// <param name="Rate">Per cent in a year; null where it is left open.</param>
public sealed record ReferralView(
    string Stage, int Round, string Institution, LocalizedText Name, InstitutionKind? Kind, ReferralState State, DateTimeOffset ChangedAt,
    string? Text, decimal? Amount, decimal? Rate)
{
    public static ReferralView Of(Referral referral, ProgrammeDefinition definition) => new(
        referral.Stage, referral.Round, referral.Institution, ReferralTexts.NameOf(referral, definition),
        ReferralTexts.Of(referral, definition)?.Kind, referral.State, referral.ChangedAt, referral.Reply?.Text, referral.Reply?.Amount,
        referral.Reply?.Rate);
}

/// <summary>The referrals of an application.</summary>
/// <param name="Note">What an answer is not.</param>
public sealed record ReferralsView(LocalizedText Note, IReadOnlyList<ReferralView> Referrals);

public sealed class ReferralHttp(AggregateStore store, ProgrammeCatalogue catalogue)
{
    /// <summary>GET /api/applications/{id}/referrals. 200, empty where it is not referred yet · 404: not there, or not the caller's.
    /// </summary>
    [Function("Referrals_List")]
    [Access(Audience.SignedIn, Needs = [Right.Course])]
    [Operation("Lists the institutions to which an application is referred, with their answers", Response = typeof(ReferralsView),
        Problems = ["not-found"])]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/applications/{id}/referrals")] HttpRequest request,
        string id, CancellationToken cancellation)
    {
        if (!Ids.IsId(id)) throw PlatformProblems.NotFound.With();
        var state = (await store.GetAsync(ReferralAggregate.Kind, id, cancellation)).State;
        var (review, caller) = (state.Review, request.Caller());
        var reader = new ApplicationCase(review.Application, review.Assignments).For(caller);
        if (CopyReceivers.IsOutside(reader)) reader = reader.WithCopy(await store.HasCopyAsync(id, caller, cancellation));
        if (!reader.Has(Right.Course)) throw IdentityProblems.Hidden();
        var definition = catalogue.Of(review.Application);
        return Answer.Ok(new ReferralsView(
            ReferralTexts.NoAdmission, [.. state.Referrals.Select(referral => ReferralView.Of(referral, definition))]));
    }
}
