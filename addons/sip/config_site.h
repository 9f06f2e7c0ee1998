/* Compile-time sizes of pjproject; copied into its source before it is built. */
#define PJSUA_MAX_CALLS 1200
#define PJSUA_MAX_CONF_PORTS 2500
#define PJ_IOQUEUE_MAX_HANDLES 4096
#define PJSIP_MAX_TSX_COUNT 8191
#define PJSIP_MAX_DIALOG_COUNT 4095
/* Keys come in the SDP (RFC 4568). With DTLS, each start would make an RSA key first, which takes up to a second. */
#define PJMEDIA_SRTP_HAS_DTLS 0
#define PJMEDIA_HAS_VIDEO 0
/* Other makers' G.722 has 15 bits for 16 of linear sound: with pjmedia's own shift their callers would be 6 dB too loud here and ours
   too quiet there. And a clipped sample must not change the level of the rest of the call. */
#define PJMEDIA_G722_DEFAULT_PCM_SHIFT 1
#define PJMEDIA_G722_STOP_PCM_SHIFT_ON_CLIPPING 0
/* The box's own account and one a trunk; one that was removed keeps its place until its calls are over. */
#define PJSUA_MAX_ACC 80
/* Trunks may be called by TLS where the box itself listens on no TLS port: a listener is opened only where one is wanted. */
#define PJSIP_TLS_TRANSPORT_DONT_CREATE_LISTENER 1
