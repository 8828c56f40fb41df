using System;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Security.Authentication;

namespace ActiveCampaign.Bulk.Core.Http;

/// <summary>Tells a call that never left from one whose answer was lost.</summary>
internal static class SendFailures
{
    /// <summary>Whether no connection was made, so that the service knows nothing of the call.</summary>
    public static bool NeverSent(Exception failure)
    {
#if NET8_0_OR_GREATER
        if (failure is HttpRequestException
            {
                HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
            })
        {
            return true;
        }
#endif
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is AuthenticationException)
                return true;
            if (cause is SocketException socket && IsConnectFailure(socket.SocketErrorCode))
                return true;
            if (cause is WebException web && IsConnectFailure(web.Status))
                return true;
        }

        return false;
    }

    private static bool IsConnectFailure(SocketError error) => error is SocketError.ConnectionRefused or SocketError.HostNotFound
        or SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.HostDown
        or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery;

    private static bool IsConnectFailure(WebExceptionStatus status) => status is WebExceptionStatus.ConnectFailure
        or WebExceptionStatus.NameResolutionFailure or WebExceptionStatus.ProxyNameResolutionFailure
        or WebExceptionStatus.SecureChannelFailure or WebExceptionStatus.TrustFailure;
}
