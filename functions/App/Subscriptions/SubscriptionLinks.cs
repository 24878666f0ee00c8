using System.Globalization;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Pages;
using FunctionsApp.Platform.Http;
using Microsoft.Extensions.Options;

namespace FunctionsApp.Subscriptions;

/// <summary>Makes and checks the links of letters to subscribers: each a capability for one subscription, and no identity.</summary>
public sealed class SubscriptionLinks(CallbackTokens tokens, IOptions<SubscriptionOptions> options)
{
    /// <summary>Query parameter and form field with the token.</summary>
    public const string Token = "token";

    private const string Confirmation = "subscription-confirmation";
    private const string Keeping = "subscription";

    /// <summary>With which an address confirms what it is asked.</summary>
    public LetterCallback Confirm(Subscription subscription) => new(
        $"subscriptions/{subscription.Id}/confirm", Confirmation, subscription.Id, subscription.Digest,
        subscription.RequestedAt.AddDays(options.Value.ConfirmationDays))
    {
        IsForBearer = true,
    };

    /// <summary>With which a subscriber changes or ends the subscription.</summary>
    /// <param name="at">From when the link is good.</param>
    public LetterExit Exit(string id, int round, DateTimeOffset at) => new(
        $"subscriptions/{id}/unsubscribe", $"subscriptions/{id}", Keeping, id, $"{round}", at.AddDays(options.Value.LinkDays));

    /// <summary>The page on which a subscriber changes or ends the subscription.</summary>
    public static string PageOf(string id, string token) => PageAddress.Of($"/subscriptions/{id}", (Token, token));

    /// <summary>The digest of what is confirmed.</summary>
    /// <exception cref="ProblemException">invalid-callback, expired-callback.</exception>
    public string Confirmed(string? token, string id) => tokens.Validate(token, Confirmation, id).Digest;

    /// <summary>The round of the subscription that the link is about.</summary>
    /// <exception cref="ProblemException">invalid-callback, expired-callback.</exception>
    public int Round(string? token, string id) =>
        int.Parse(tokens.Validate(token, Keeping, id).Digest, CultureInfo.InvariantCulture);
}
