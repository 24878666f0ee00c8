namespace FunctionsApp.Platform.Http;

/// <summary>Why a request was refused that someone may have tried on purpose. Security's log and its counter name it.</summary>
public enum Refusal
{
    /// <summary>No one is signed in, where someone has to be; also a session that ended.</summary>
    SignIn,

    /// <summary>The sign-in's header names no one: it was not written by the platform.</summary>
    Principal,

    /// <summary>None of the caller's roles is admitted.</summary>
    Role,

    /// <summary>The caller has no right to the matter, and is answered as if it did not exist.</summary>
    Right,

    /// <summary>The link's token is not the app's, or was made for another action, matter or person.</summary>
    Link,

    /// <summary>The link's token has expired.</summary>
    ExpiredLink,

    /// <summary>A page of another site sent the request.</summary>
    Site,

    /// <summary>Content that no client of the app makes, such as entities in XML or a changed cursor.</summary>
    Input,

    /// <summary>A form that no page of the app showed to this person.</summary>
    Form,
}
